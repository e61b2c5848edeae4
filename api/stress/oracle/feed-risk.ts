import type { PriceFeed } from "../../domain/entities/reference.ts";
import type { FeedPrice } from "../../domain/feed-price.ts";
import { missingRatio, type Ratio, ratio } from "../../domain/ratio.ts";
import type { Rational } from "../../domain/rational.ts";
import { knownWorth, missingWorth, subtractWorth, type Worth, worthRatio } from "../../domain/worth.ts";
import { CURRENCY, type Price } from "../../solvency/price-board.ts";
import { type HiddenMove, hiddenMove } from "./hidden-move.ts";
import { medianPrice } from "./median-price.ts";

/** Observations of a feed in a window. */
export type FeedRounds = {
  readonly feed: string;
  readonly observations: bigint;
  /** Rounds left out between one observation and the next; null where the feed numbers none. */
  readonly missing: bigint | null;
  /** Observations that came later after the one before than the heartbeat; null without a heartbeat. */
  readonly late: bigint | null;
  /** Longest time between two observations, seconds; null with fewer than two. */
  readonly longestGap: bigint | null;
};

/** What is known of a feed beside the ledger. */
export type FeedRules = {
  /** Seconds; the ledger's own where null. */
  readonly heartbeat: bigint | null;
  /** Lowest and highest price that the feed can give, in its own currency; null where there is none. */
  readonly floor: Rational | null;
  readonly cap: Rational | null;
};

/** One feed at the time of a block. */
export type FeedRiskInput = {
  readonly feed: PriceFeed;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly at: bigint;
  /** The last observation; null before the first. */
  readonly last: FeedPrice | null;
  /** The last valid price in dollars, whatever its age. */
  readonly price: Price;
  /** Prices that hold, of independent feeds of the same asset, in dollars. */
  readonly independent: readonly Rational[];
  readonly rules: FeedRules;
  readonly rounds: FeedRounds | null;
  readonly returns: readonly number[];
  readonly spanSeconds: number;
  /** Logarithmic return whose probability is asked for, above 0. */
  readonly threshold: number;
};

/** What may be wrong with a feed's price. */
export type FeedRisk = HiddenMove & {
  readonly feed: PriceFeed;
  /** Time of the last valid price, seconds since 1970-01-01 UTC; null before the first. */
  readonly observedAt: bigint | null;
  /** Seconds; null before the first valid price. */
  readonly ageSeconds: bigint | null;
  readonly ageOfHeartbeat: Ratio;
  /** Dollars for one whole unit. */
  readonly price: Worth;
  readonly independentFeeds: number;
  /** Dollars for one whole unit. */
  readonly median: Worth;
  /** Signed. */
  readonly deviation: Ratio;
  /** What is left to the cap and the floor, over the price. */
  readonly capDistance: Ratio;
  readonly floorDistance: Ratio;
  readonly rounds: FeedRounds;
};

const AGE_UNIT = "seconds / seconds";
const DEVIATION_UNIT = "(price − median) / median";
const DISTANCE_UNIT = "distance / price";
const UNBOUNDED = "No indexed log states such a bound; give it as an argument.";

/** Measures one feed. See `ORACLE_RISK`. */
export function feedRisk(input: FeedRiskInput): FeedRisk {
  const { feed, at, last, rules, independent, returns, spanSeconds, threshold } = input;
  const observedAt = lastValidAt(feed, last);
  const ageSeconds = observedAt === null ? null : at - observedAt;
  const price = worthOfPrice(input.price);
  const median = medianWorth(medianPrice(independent));
  return {
    feed,
    observedAt,
    ageSeconds,
    ageOfHeartbeat: ageRatio(ageSeconds, rules.heartbeat),
    price,
    independentFeeds: independent.length,
    median,
    deviation: worthRatio(subtractWorth(price, median), median, DEVIATION_UNIT),
    ...hiddenMove({ returns, spanSeconds, ageSeconds: Number(ageSeconds ?? 0n), threshold }),
    ...distances(feed, rules),
    rounds: input.rounds ?? noRounds(feed.id, rules.heartbeat),
  };
}

/** The feed's own time of its last observation where that was valid, else the block of the last valid one. */
function lastValidAt(feed: PriceFeed, last: FeedPrice | null): bigint | null {
  return last !== null && last.price !== null ? last.observedAt : feed.updatedAt;
}

function ageRatio(age: bigint | null, heartbeat: bigint | null): Ratio {
  if (age === null) return missingRatio(AGE_UNIT, "NO_DATA", "The feed has no valid price yet.");
  if (heartbeat === null) {
    return missingRatio(AGE_UNIT, "NOT_APPLICABLE", "The feed promises no heartbeat, and none is given.");
  }
  return ratio(age, heartbeat, AGE_UNIT);
}

function worthOfPrice({ rate, status, reason }: Price): Worth {
  return rate === null
    ? missingWorth(CURRENCY, status, reason ?? "There is no price.")
    : knownWorth(rate, CURRENCY);
}

function medianWorth(median: Rational | null): Worth {
  if (median !== null) return knownWorth(median, CURRENCY);
  return missingWorth(CURRENCY, "NO_DATA", "No independent feed of the asset has a price that holds.");
}

/** In the feed's own currency, so that no other price takes part. */
function distances({ price, decimals, quote }: PriceFeed, { cap, floor }: FeedRules) {
  const own =
    price === null
      ? missingWorth(quote, "NO_DATA", "The feed has no valid price yet.")
      : knownWorth({ numerator: price, denominator: 10n ** BigInt(decimals) }, quote);
  const between = (high: Worth, low: Worth) => worthRatio(subtractWorth(high, low), own, DISTANCE_UNIT);
  const unknown = missingRatio(DISTANCE_UNIT, "NO_DATA", UNBOUNDED);
  return {
    capDistance: cap === null ? unknown : between(knownWorth(cap, quote), own),
    floorDistance: floor === null ? unknown : between(own, knownWorth(floor, quote)),
  };
}

function noRounds(feed: string, heartbeat: bigint | null): FeedRounds {
  return { feed, observations: 0n, missing: null, late: heartbeat === null ? null : 0n, longestGap: null };
}
