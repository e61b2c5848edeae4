import type { FeedPrice } from "../../domain/feed-price.ts";
import { allowedAge } from "../price-board.ts";

/**
 * Returns the first second after `at` at which a price that holds is too old; null when there is none.
 *
 * @param maxAge - Oldest age in seconds; null for the feeds' own heartbeats.
 */
export function nextExpiry(feeds: Iterable<FeedPrice>, at: bigint, maxAge: bigint | null): bigint | null {
  let next: bigint | null = null;
  for (const feed of feeds) {
    const expiry = feed.observedAt + allowedAge(feed, maxAge) + 1n;
    if (expiry > at && (next === null || expiry < next)) next = expiry;
  }
  return next;
}
