import { Bytes } from "@graphprotocol/graph-ts";
import { AssetParams } from "../params/asset-params";
import { loadAsset } from "../store/asset";

/** Returns what an action must be told of an asset that is there; null when no event has named it. */
export function findAsset(id: Bytes): AssetParams | null {
  const asset = loadAsset(id);
  return asset === null ? null : new AssetParams(id, asset.kind, asset.symbol, -1);
}
