import type { Rational } from "../domain/rational.ts";
import type { Interval } from "./estimate.ts";
import { orderStatisticInterval } from "./order-statistic-interval.ts";

/**
 * Returns the observations at the ranks of {@link orderStatisticInterval}; null on a side that the sample cannot bound.
 *
 * @param ascending - Finite numbers in ascending order, at least one.
 */
export function orderStatisticBounds(
  ascending: ArrayLike<number>,
  level: Rational,
  confidence: number,
): Interval {
  const { lowerRank, upperRank } = orderStatisticInterval(ascending.length, level, confidence);
  return {
    lower: lowerRank === null ? null : (ascending[lowerRank - 1] as number),
    upper: upperRank === null ? null : (ascending[upperRank - 1] as number),
  };
}
