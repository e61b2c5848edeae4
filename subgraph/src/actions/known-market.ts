import { Bytes } from "@graphprotocol/graph-ts";
import { marketId } from "../ids";
import { AssetParams } from "../params/asset-params";
import { MarketParams } from "../params/market-params";
import { loadMarket } from "../store/market";
import { findAsset } from "./known-asset";

/**
 * Returns what an action must be told of a market that is there; null when no event has named it.
 *
 * @param key - The protocol's own key of the market.
 */
export function findMarket(protocol: string, key: Bytes): MarketParams | null {
  const market = loadMarket(marketId(protocol, key));
  if (market === null) return null;
  const params = new MarketParams(protocol, key, market.kind, market.name, market.contract);
  params.collateral = assetOf(market.collateralAsset);
  params.debt = assetOf(market.debtAsset);
  return params;
}

function assetOf(id: Bytes | null): AssetParams | null {
  return id === null ? null : findAsset(id);
}
