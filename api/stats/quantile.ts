import type { Rational } from "../domain/rational.ts";
import { type Estimate, estimated, tooFew } from "./estimate.ts";
import { orderStatisticBounds } from "./order-statistic-bounds.ts";
import { requireFinite } from "./require-finite.ts";
import { type QuantileType, sampleQuantile } from "./sample-quantile.ts";

/** How a quantile is estimated. */
export type QuantileSettings = {
  /** Hyndman-Fan type; 7 unless told. */
  readonly type?: QuantileType;
  /** Two-sided; 0.95 unless told. */
  readonly confidence?: number;
};

/**
 * Estimates a quantile, with the distribution-free interval of order statistics.
 * The interval assumes independent observations; of dependent ones take a block bootstrap.
 *
 * @param sample - Finite numbers in any order and unit.
 * @param level - Inside (0, 1).
 * @returns In the sample's unit; NO_DATA for an empty sample. A side of the interval is null when the sample cannot bound it.
 * @throws {InvalidRequestError} for members that are not finite, or a level or confidence outside (0, 1).
 * @see sample-quantile.ts and order-statistic-interval.ts for both definitions
 */
export function quantile(
  sample: readonly number[],
  level: Rational,
  settings: QuantileSettings = {},
): Estimate {
  const { type = 7, confidence = 0.95 } = settings;
  requireFinite(sample, "the sample");
  const n = sample.length;
  const method = `Hyndman-Fan type ${type}, order-statistic interval`;
  if (n === 0) return tooFew(n, 1, method);
  const ascending = Float64Array.from(sample).sort();
  const interval = orderStatisticBounds(ascending, level, confidence);
  return estimated({ value: sampleQuantile(ascending, level, type), interval, confidence, n, method });
}
