import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { PricePoint } from "../../generated/schema";

/** Adds a point to the series of one feed's valid prices. */
export function createPricePoint(feed: Bytes, price: BigInt): void {
  const point = new PricePoint(0);
  point.feed = feed;
  point.price = price;
  point.save();
}
