import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Asset } from "../../generated/schema";
import { ordinalOf } from "../math/ordinal";
import { AssetParams } from "../params/asset-params";

/** Returns the asset; null when no event has named it. */
export function loadAsset(id: Bytes): Asset | null {
  return Asset.load(id);
}

/** Returns the asset, making it when it is new. */
export function loadOrCreateAsset(params: AssetParams, event: ethereum.Event): Asset {
  const known = Asset.load(params.id);
  if (known !== null) return known;
  const asset = new Asset(params.id);
  asset.kind = params.kind;
  asset.symbol = params.symbol;
  if (params.decimals >= 0) asset.decimals = params.decimals;
  asset.createdOrdinal = ordinalOf(event);
  asset.save();
  return asset;
}
