import type { FeedPrice } from "../domain/feed-price.ts";
import { groupBy } from "../domain/group-by.ts";
import type { MetricStatus } from "../domain/metric-status.ts";

/** The price that is used for an asset, or why there is none. */
export type Price = {
  /** Feed that gave it; null when the asset has none. */
  readonly feed: FeedPrice | null;
  /** Seconds between the time of the price and the block; null without a feed. */
  readonly ageSeconds: bigint | null;
  /** OK, STALE_INPUT (older than allowed) or NO_DATA (no feed, or no valid value). */
  readonly status: MetricStatus;
  readonly reason: string | null;
};

/** Whose prices are asked for, and how old they may be. */
export type PricePolicy = {
  /** Id of the protocol whose own feeds come first, because its contracts act on them. */
  readonly protocol: string;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly at: bigint;
  /** Oldest age allowed in seconds; null for the feed's own heartbeat, or a day where it promises none. */
  readonly maxAge: bigint | null;
};

/** Age allowed where neither the caller nor the feed names one. */
const DEFAULT_MAX_AGE = 86_400n;

/** Order in which the feeds of other protocols are asked. */
const SOURCES: readonly string[] = ["CHAINLINK", "MAKER_OSM", "PROTOCOL", "MAKER_SPOT", "DEX", "SETTLEMENT"];

/** Last observed prices at one block, by asset. No price is ever made up: what has no feed has no price. */
export class PriceBoard {
  readonly #feeds: ReadonlyMap<string, readonly FeedPrice[]>;

  /** @param prices - The last observation of each feed at or before the block. */
  constructor(prices: readonly FeedPrice[]) {
    this.#feeds = new Map(
      groupBy(prices, ({ asset }) => asset).map((feeds) => [feeds[0]?.asset ?? "", feeds]),
    );
  }

  /**
   * Finds the price of an asset: the protocol's own feeds first, then the others by source, newer observations
   * first. The first that holds is taken; when none holds, the first one's flaw is the answer.
   */
  priceOf(asset: string, policy: PricePolicy): Price {
    const feeds = [...(this.#feeds.get(asset) ?? [])].sort((a, b) => order(a, b, policy.protocol));
    const prices = feeds.map((feed) => judge(feed, policy));
    return prices.find(({ status }) => status === "OK") ?? prices[0] ?? WITHOUT_FEED;
  }
}

const WITHOUT_FEED: Price = {
  feed: null,
  ageSeconds: null,
  status: "NO_DATA",
  reason: "No price feed of the asset is indexed.",
};

function judge(feed: FeedPrice, { at, maxAge }: PricePolicy): Price {
  const ageSeconds = at - feed.observedAt;
  if (feed.price === null || feed.status === "INVALID") {
    return { feed, ageSeconds, status: "NO_DATA", reason: "The feed's last observation has no valid value." };
  }
  const allowed = maxAge ?? (feed.heartbeat === null ? DEFAULT_MAX_AGE : BigInt(feed.heartbeat));
  if (ageSeconds <= allowed && feed.status !== "STALE")
    return { feed, ageSeconds, status: "OK", reason: null };
  const reason = `The last price is ${ageSeconds} s old; ${allowed} s are allowed.`;
  return { feed, ageSeconds, status: "STALE_INPUT", reason };
}

function order(a: FeedPrice, b: FeedPrice, protocol: string): number {
  const foreign = Number(a.protocol !== protocol) - Number(b.protocol !== protocol);
  if (foreign !== 0) return foreign;
  const source = SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source);
  if (source !== 0) return source;
  if (a.ordinal !== b.ordinal) return a.ordinal > b.ordinal ? -1 : 1;
  return a.feed < b.feed ? -1 : 1;
}
