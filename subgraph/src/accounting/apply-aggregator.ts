import { Bytes } from "@graphprotocol/graph-ts";
import { PriceFeed } from "../../generated/schema";

/**
 * Names the contract whose answers a feed gives from now on.
 *
 * @param aggregator - Null when none answers any more.
 * @param phase - Its place among those that answered; 0 where the feed numbers none.
 * @param ordinal - Ordinal of the log.
 */
export function applyAggregator(feed: PriceFeed, aggregator: Bytes | null, phase: i32, ordinal: i64): void {
  feed.aggregator = aggregator;
  if (phase > 0) feed.phase = phase;
  feed.updatedOrdinal = max(feed.updatedOrdinal, ordinal);
}

/**
 * Returns whether a contract's answers are the feed's: it is the feed itself, or the one that answers for it.
 *
 * @param phase - 0 where the feed numbers none.
 */
export function answersFor(feed: PriceFeed, aggregator: Bytes, phase: i32): bool {
  if (aggregator.equals(feed.contract)) return true;
  const current = feed.aggregator;
  return current !== null && current.equals(aggregator) && feed.phase == phase;
}
