import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { requireFinite } from "./require-finite.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** A sample and how much of its tail is used. */
export type HillInput = {
  /** Values with the heavy tail on the right, such as losses; any unit, any sign outside the tail. */
  readonly sample: readonly number[];
  /** k, number of largest values above the one they are measured against; an integer below the sample size. */
  readonly order: number;
  /** Two-sided coverage of the interval, such as 0.95. */
  readonly confidence: number;
};

/** Fewest upper order statistics for an estimate. */
export const MINIMUM_HILL_ORDER = 30;

/**
 * Estimates the shape ξ of a power tail: ξ = k⁻¹ Σ_{i≤k} ln X_(i) − ln X_(k+1), descending order statistics;
 * the tail index is 1/ξ. Interval: ξ ± zξ/√k, for independent observations.
 *
 * @returns ξ > 0, no unit, with `effectiveN` = k; INSUFFICIENT_DATA when k is below 30 or the sample has no more than k values;
 *   MODEL_DOMAIN when X_(k+1) is not positive or the k+1 largest values are equal.
 * @throws {InvalidRequestError} when a value is not finite or the confidence is not inside (0, 1).
 * @see Hill, A simple general approach to inference about the tail of a distribution, Ann. Statist. 3 (1975)
 * @example hillEstimator({ sample: [...], order: 100, confidence: 0.95 }).value // 0.5: infinite variance from here on
 */
export function hillEstimator({ sample, order, confidence }: HillInput): Estimate {
  requireFinite(sample, "sample");
  const z = twoSidedZ(confidence);
  const method = `Hill, k = ${order}, normal interval`;
  if (!(order >= MINIMUM_HILL_ORDER))
    return tooFewInTail(order, MINIMUM_HILL_ORDER, { n: sample.length, method });
  if (sample.length <= order) return tooFew(sample.length, order + 1, method);
  const parts = { n: sample.length, effectiveN: order, method };
  const largest = Float64Array.from(sample)
    .sort()
    .subarray(-order - 1);
  const value = meanLogRatio(largest);
  if (value === null || value === 0) {
    const reason = `Expected the largest ${order + 1} values to be positive and not all equal.`;
    return missingEstimate("MODEL_DOMAIN", reason, parts);
  }
  const margin = (z * value) / Math.sqrt(order);
  return estimated({
    ...parts,
    value,
    interval: { lower: value - margin, upper: value + margin },
    confidence,
  });
}

/** Mean of ln(x/x₀) over all but the first of an ascending list; null when the first is not positive. */
function meanLogRatio(ascending: Float64Array): number | null {
  const base = ascending[0] as number;
  if (!(base > 0)) return null;
  let sum = 0;
  for (const x of ascending) sum += Math.log(x / base);
  return sum / (ascending.length - 1);
}
