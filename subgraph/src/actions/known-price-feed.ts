import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind } from "../constants";
import { AssetParams } from "../params/asset-params";
import { PriceFeedParams } from "../params/price-feed-params";
import { loadPriceFeed } from "../store/price-feed";

/** Returns what an action must be told of a feed that is there; null when no event has named it. */
export function findPriceFeed(protocol: string, id: Bytes): PriceFeedParams | null {
  const feed = loadPriceFeed(id);
  if (feed === null) return null;
  const asset = new AssetParams(feed.asset, AssetKind.ERC20, null, -1);
  const params = new PriceFeedParams(protocol, feed.contract, feed.source, asset, feed.quote, feed.decimals);
  params.id = id;
  return params;
}
