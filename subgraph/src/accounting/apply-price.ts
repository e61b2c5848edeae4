import { BigInt } from "@graphprotocol/graph-ts";
import { PriceFeed } from "../../generated/schema";

/**
 * Makes a price the feed's last one; a missing price leaves the last valid one.
 *
 * @param price - In the feed's units; null when the feed gave no valid value.
 * @param timestamp - The block's, seconds.
 * @param ordinal - Ordinal of the log; it may be an earlier log of the block in which the feed began to be followed.
 */
export function applyPrice(feed: PriceFeed, price: BigInt | null, timestamp: BigInt, ordinal: i64): void {
  feed.updatedOrdinal = max(feed.updatedOrdinal, ordinal);
  if (price === null) return;
  feed.price = price;
  feed.updatedAt = timestamp;
}
