import type { Rational } from "../domain/rational.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { historicalTail, tailWeight } from "./historical-tail.ts";
import { orderStatisticBounds } from "./order-statistic-bounds.ts";
import { requireFinite } from "./require-finite.ts";

/** Settings of the interval. */
export type ValueAtRiskSettings = {
  /** Two-sided; 0.95 unless told. */
  readonly confidence?: number;
};

/**
 * Estimates historical value at risk: the loss L₍ₖ₊₁₎, k = ⌊n(1 - α)⌋, exact at the boundary,
 * with the distribution-free interval of order statistics (independent losses).
 *
 * @param losses - Losses over one horizon, positive when money is lost, finite, any unit and order.
 * @param level - α inside (0, 1), such as 99/100.
 * @returns In the losses' unit; INSUFFICIENT_DATA when n(1 - α) < 1, because no loss lies beyond the level.
 * @throws {InvalidRequestError} for members that are not finite, or a level or confidence outside (0, 1).
 * @see historical-tail.ts
 */
export function valueAtRisk(
  losses: readonly number[],
  level: Rational,
  settings: ValueAtRiskSettings = {},
): Estimate {
  const { confidence = 0.95 } = settings;
  requireFinite(losses, "losses");
  const n = losses.length;
  const method = "historical, inverted distribution function, order-statistic interval";
  if (n === 0) return tooFew(n, 1, method);
  if (tailWeight(n, level).whole < 1) {
    const reason = `Expected n(1 - α) of at least 1, got ${n} losses at ${level.numerator}/${level.denominator}.`;
    return missingEstimate("INSUFFICIENT_DATA", reason, { n, method });
  }
  const ascending = Float64Array.from(losses).sort();
  const interval = orderStatisticBounds(ascending, level, confidence);
  return estimated({ value: historicalTail(ascending, level).valueAtRisk, interval, confidence, n, method });
}
