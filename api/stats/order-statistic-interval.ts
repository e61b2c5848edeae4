import type { Rational } from "../domain/rational.ts";
import { binomialTail } from "./binomial-tail.ts";
import { levelAsNumber, requireLevel } from "./level.ts";
import { twoSidedTail } from "./two-sided-tail.ts";

/** Ranks, 1-based in ascending order, whose observations bound a quantile; null where the sample is too small. */
export type OrderStatisticInterval = {
  readonly lowerRank: number | null;
  readonly upperRank: number | null;
  /** Probability that the quantile lies between, with an open side counted as bounded by infinity. */
  readonly coverage: number;
};

/** The smallest integer in [low, high] where the test holds; `high` when it holds nowhere below. */
function firstWhere(low: number, high: number, holds: (k: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * Returns the distribution-free interval of a quantile p from n independent observations of a continuous law:
 * l = max{i : P(Bin(n,p) ≤ i-1) ≤ g}, u = min{j : P(Bin(n,p) ≥ j) ≤ g}, g = (1 - confidence)/2.
 * An upper end exists only from n ≥ ln g / ln p on: 368 observations for 99 % at 95 % confidence.
 *
 * @param n - Number of observations, at least 1.
 * @throws {InvalidRequestError} when level or confidence is not inside (0, 1).
 * @see David and Nagaraja, Order Statistics, 3rd ed., section 7.1
 * @example orderStatisticInterval(250, rational(95n, 100n), 0.95) // ranks 230 and 245
 */
export function orderStatisticInterval(
  n: number,
  level: Rational,
  confidence: number,
): OrderStatisticInterval {
  requireLevel(level);
  const p = levelAsNumber(level);
  const tail = twoSidedTail(confidence);
  const below = (rank: number) => binomialTail({ k: rank - 1, n }, p);
  const lower = firstWhere(1, n + 1, (rank) => below(rank).lower > tail) - 1;
  const upper = firstWhere(1, n + 1, (rank) => below(rank).upper <= tail);
  const hasUpper = upper <= n;
  const missedBelow = lower >= 1 ? below(lower).lower : 0;
  const missedAbove = hasUpper ? below(upper).upper : 0;
  return {
    lowerRank: lower >= 1 ? lower : null,
    upperRank: hasUpper ? upper : null,
    coverage: 1 - missedBelow - missedAbove,
  };
}
