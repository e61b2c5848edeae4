import type { FeedPrice } from "../domain/feed-price.ts";
import { groupsBy } from "../domain/group-by.ts";
import type { MetricStatus } from "../domain/metric-status.ts";
import { multiplyRational, type Rational, scaled } from "../domain/rational.ts";

/** Currency in which amounts of different assets are added. */
export const CURRENCY = "USD";

/** The price that is used for an asset, or why there is none. */
export type Price = {
  /** Feed that gave it; null when the asset has none. */
  readonly feed: FeedPrice | null;
  /** Feed in dollars of the coin in which `feed` quotes; null where `feed` is in dollars itself or cannot be converted. */
  readonly via: FeedPrice | null;
  /** US dollars for one whole unit, exact; null exactly when the status is not OK. */
  readonly rate: Rational | null;
  /** Seconds between the time of the price, or of the older of the two, and the block; null without a feed. */
  readonly ageSeconds: bigint | null;
  /** OK, STALE_INPUT (older than allowed) or NO_DATA (no feed, no valid value, or no dollars). */
  readonly status: MetricStatus;
  readonly reason: string | null;
};

/** Whose prices are asked for, and how old they may be. */
export type PricePolicy = {
  /** Id of the protocol whose own feeds come first, because its contracts act on them; null when there is none. */
  readonly protocol: string | null;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly at: bigint;
  /** Oldest age allowed in seconds; null for the feed's own heartbeat, or a day where it promises none. */
  readonly maxAge: bigint | null;
  /** Whose feeds are asked: the protocol's own, those of others, or all of them when left out. */
  readonly origin?: PriceOrigin;
};

/** `OWN`: feeds that the protocol's contracts act on. `OTHERS`: all other feeds, an independent view of the market. */
export type PriceOrigin = "OWN" | "OTHERS";

/** Age allowed where neither the caller nor the feed names one. */
const DEFAULT_MAX_AGE = 86_400n;

/** Order in which the feeds of other protocols are asked. */
const SOURCES: readonly string[] = ["CHAINLINK", "MAKER_OSM", "PROTOCOL", "MAKER_SPOT", "DEX", "SETTLEMENT"];

/** What an asset without a feed has for a price. */
export const WITHOUT_FEED: Price = {
  feed: null,
  via: null,
  rate: null,
  ageSeconds: null,
  status: "NO_DATA",
  reason: "No price feed of the asset is indexed.",
};

/** Last observed prices at one block, by asset. No price is ever made up: what has no feed has no price. */
export class PriceBoard {
  readonly #byId: ReadonlyMap<string, FeedPrice>;
  readonly #feeds: ReadonlyMap<string, readonly FeedPrice[]>;
  /** Feeds in dollars of the network's own coin, by the coin's ticker. */
  readonly #coins: ReadonlyMap<string, readonly FeedPrice[]>;

  /** @param prices - The last observation of each feed at or before the block. */
  constructor(prices: readonly FeedPrice[]) {
    this.#byId = new Map(prices.map((price) => [price.feed, price]));
    this.#feeds = groupsBy(prices, ({ asset }) => asset);
    const ofCoins = prices.filter(({ coin, quote }) => coin !== null && quote === CURRENCY);
    this.#coins = groupsBy(ofCoins, ({ coin }) => coin ?? "");
  }

  /**
   * Finds the price of an asset: the protocol's own feeds first, those in dollars first among them, then the others by
   * source, newer observations first. The first that holds is taken; when none holds, the first one's flaw is the
   * answer.
   */
  priceOf(asset: string, policy: PricePolicy): Price {
    const feeds = (this.#feeds.get(asset) ?? []).filter((feed) => isOf(feed, policy));
    return best(feeds, policy, (feed) => this.#inDollars(feed, policy));
  }

  /** Finds the price that one feed gives. */
  priceFrom(feed: string, policy: PricePolicy): Price {
    const found = this.#byId.get(feed);
    return found === undefined ? WITHOUT_FEED : this.#inDollars(found, policy);
  }

  /** Returns the id of the asset that a feed prices; null when it has no observation yet. */
  assetOf(feed: string): string | null {
    return this.#byId.get(feed)?.asset ?? null;
  }

  /** Returns the currency of a feed; null when it has no observation yet. */
  quoteOf(feed: string): string | null {
    return this.#byId.get(feed)?.quote ?? null;
  }

  /** A price in the network's own coin becomes dollars by the coin's own feed in dollars, and by nothing else. */
  #inDollars(feed: FeedPrice, policy: PricePolicy): Price {
    if (feed.quote === CURRENCY) return judge(feed, policy);
    const coins = this.#coins.get(feed.quote);
    if (coins !== undefined) return converted(judge(feed, policy), best(coins, policy, judgeWith(policy)));
    const reason = `The price of the asset is in ${feed.quote}, which is not the network's own coin with a price in ${CURRENCY}.`;
    return { ...WITHOUT_FEED, feed, ageSeconds: policy.at - feed.observedAt, reason };
  }
}

function best(feeds: readonly FeedPrice[], policy: PricePolicy, priceBy: (feed: FeedPrice) => Price): Price {
  let first: Price | null = null;
  for (const feed of [...feeds].sort((a, b) => order(a, b, policy.protocol))) {
    const price = priceBy(feed);
    if (price.status === "OK") return price;
    first ??= price;
  }
  return first ?? withoutFeed(policy);
}

function withoutFeed({ origin }: PricePolicy): Price {
  if (origin === undefined) return WITHOUT_FEED;
  const reason =
    origin === "OWN"
      ? "The protocol has no price feed of its own for the asset."
      : "No price feed of the asset is indexed besides the protocol's own.";
  return { ...WITHOUT_FEED, reason };
}

function isOf(feed: FeedPrice, { protocol, origin }: PricePolicy): boolean {
  return origin === undefined || (feed.protocol === protocol) === (origin === "OWN");
}

function judgeWith(policy: PricePolicy): (feed: FeedPrice) => Price {
  return (feed) => judge(feed, policy);
}

/** Oldest age in seconds at which a feed's price holds. */
export function allowedAge({ heartbeat }: FeedPrice, maxAge: bigint | null): bigint {
  return maxAge ?? (heartbeat === null ? DEFAULT_MAX_AGE : BigInt(heartbeat));
}

/** Judges a feed in its own currency. */
function judge(feed: FeedPrice, { at, maxAge }: PricePolicy): Price {
  const ageSeconds = at - feed.observedAt;
  const flawed = { feed, via: null, rate: null, ageSeconds };
  if (feed.price === null || feed.status === "INVALID") {
    return { ...flawed, status: "NO_DATA", reason: "The feed's last observation has no valid value." };
  }
  const allowed = allowedAge(feed, maxAge);
  if (ageSeconds <= allowed && feed.status !== "STALE") {
    return { ...flawed, rate: scaled(feed.price, feed.decimals), status: "OK", reason: null };
  }
  const reason = `The last price is ${ageSeconds} s old; ${allowed} s are allowed.`;
  return { ...flawed, status: "STALE_INPUT", reason };
}

/** Multiplies a price in the coin by the coin's price in dollars; the flaw of either is the flaw of both. */
function converted(price: Price, coin: Price): Price {
  const ageSeconds = olderAge(price.ageSeconds, coin.ageSeconds);
  const both = { ...price, via: coin.feed, ageSeconds };
  if (price.rate === null) return both;
  if (coin.rate === null) {
    return {
      ...both,
      rate: null,
      status: coin.status,
      reason: `Price of ${price.feed?.quote}: ${coin.reason}`,
    };
  }
  return { ...both, rate: multiplyRational(price.rate, coin.rate) };
}

function olderAge(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function order(a: FeedPrice, b: FeedPrice, protocol: string | null): number {
  const foreign = Number(a.protocol !== protocol) - Number(b.protocol !== protocol);
  if (foreign !== 0) return foreign;
  const quoted = Number(a.quote !== CURRENCY) - Number(b.quote !== CURRENCY);
  if (quoted !== 0) return quoted;
  const source = SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source);
  if (source !== 0) return source;
  if (a.ordinal !== b.ordinal) return a.ordinal > b.ordinal ? -1 : 1;
  return a.feed < b.feed ? -1 : 1;
}
