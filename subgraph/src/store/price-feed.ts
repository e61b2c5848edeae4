import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { PriceFeed } from "../../generated/schema";
import { protocolId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { PriceFeedParams } from "../params/price-feed-params";
import { loadOrCreateAsset } from "./asset";

/** Returns the feed; null when no event has named it. */
export function loadPriceFeed(id: Bytes): PriceFeed | null {
  return PriceFeed.load(id);
}

/** Returns the feed, making it without a price when it is new. */
export function loadOrCreatePriceFeed(params: PriceFeedParams, event: ethereum.Event): PriceFeed {
  const known = PriceFeed.load(params.id);
  if (known !== null) return known;
  const feed = new PriceFeed(params.id);
  feed.protocol = protocolId(params.protocol);
  feed.source = params.source;
  feed.contract = params.contract;
  feed.asset = loadOrCreateAsset(params.asset, event).id;
  feed.quote = params.quote;
  feed.decimals = params.decimals;
  if (params.heartbeat >= 0) feed.heartbeat = params.heartbeat;
  feed.createdOrdinal = ordinalOf(event);
  feed.updatedOrdinal = feed.createdOrdinal;
  feed.save();
  return feed;
}
