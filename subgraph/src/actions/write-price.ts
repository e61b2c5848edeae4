import { ethereum } from "@graphprotocol/graph-ts";
import { PriceFeed } from "../../generated/schema";
import { applyPrice } from "../accounting/apply-price";
import { ordinalOf } from "../math/ordinal";
import { PriceParams } from "../params/price-params";
import { createPriceObservation } from "../store/price-observation";
import { createPricePoint } from "../store/price-point";

/** Writes what a feed gave and saves the feed; an invalid value makes no point of the series. */
export function writePrice(event: ethereum.Event, feed: PriceFeed, params: PriceParams): void {
  applyPrice(feed, params.price, event.block.timestamp, ordinalOf(event));
  feed.save();
  createPriceObservation(event, feed, params);
  const price = params.price;
  if (price !== null) createPricePoint(feed.id, price);
}
