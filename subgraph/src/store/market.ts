import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Market } from "../../generated/schema";
import { protocolId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { AssetParams } from "../params/asset-params";
import { MarketParams } from "../params/market-params";
import { loadOrCreateAsset } from "./asset";
import { loadOrCreatePriceFeed } from "./price-feed";

/** Returns the market; null when no event has named it. */
export function loadMarket(id: Bytes): Market | null {
  return Market.load(id);
}

/** Returns the id of the asset that a market counts in; null where it has no single one, or was never seen. */
export function debtAssetOf(id: Bytes): Bytes | null {
  const market = Market.load(id);
  return market === null ? (null as Bytes | null) : market.debtAsset;
}

/**
 * Returns the market, making it when it is new. An event that knows less than a later one leaves gaps:
 * the collateral is filled in by the first event that names it.
 */
export function loadOrCreateMarket(params: MarketParams, event: ethereum.Event): Market {
  const known = Market.load(params.id);
  if (known === null) return createMarket(params, event);
  if (known.collateralAsset === null && params.collateral !== null) describeMarket(known, params, event);
  return known;
}

/** Returns the id of an asset, making the asset when it is new; one that the market names is there already. */
export function assetOfMarket(market: Market, params: AssetParams, event: ethereum.Event): Bytes {
  const isNamed = isSame(market.debtAsset, params.id) || isSame(market.collateralAsset, params.id);
  return isNamed ? params.id : loadOrCreateAsset(params, event).id;
}

function isSame(asset: Bytes | null, id: Bytes): bool {
  return asset !== null && asset.equals(id);
}

function createMarket(params: MarketParams, event: ethereum.Event): Market {
  const market = new Market(params.id);
  market.protocol = protocolId(params.protocol);
  market.liquidationCount = BigInt.zero();
  market.createdOrdinal = ordinalOf(event);
  describeMarket(market, params, event);
  return market;
}

function describeMarket(market: Market, params: MarketParams, event: ethereum.Event): void {
  market.kind = params.kind;
  market.name = params.name;
  market.contract = params.contract;
  market.collateralAsset = assetId(params.collateral, event);
  market.debtAsset = assetId(params.debt, event);
  const feed = params.feed;
  if (feed !== null) market.priceFeed = loadOrCreatePriceFeed(feed, event).id;
  market.save();
}

function assetId(params: AssetParams | null, event: ethereum.Event): Bytes | null {
  return params === null ? null : loadOrCreateAsset(params, event).id;
}
