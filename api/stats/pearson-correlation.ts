import { type CorrelationInput, checkPairs, isConstant, MINIMUM_PAIRS } from "./correlation-pairs.ts";
import { effectiveSampleSize } from "./effective-sample-size.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { fisherInterval } from "./fisher-interval.ts";
import { neumaierSum } from "./neumaier-sum.ts";
import { standardise } from "./standardise.ts";
import { twoSidedZ } from "./two-sided-z.ts";

const METHOD = "Pearson, Fisher interval on the effective sample size";

/**
 * Estimates the linear correlation Σ(x−x̄)(y−ȳ)/√(Σ(x−x̄)²Σ(y−ȳ)²); the interval is Fisher's with standard error 1/√(n_eff − 3),
 * right for series that are close to jointly normal.
 *
 * @returns Correlation in [−1, 1]; NOT_APPLICABLE when a series is constant (not zero: there is nothing to correlate); INSUFFICIENT_DATA below 60 pairs.
 * @throws {InvalidRequestError} when lengths differ, a value is not finite or the confidence is not inside (0, 1).
 * @see Fisher, On the "probable error" of a coefficient of correlation deduced from a small sample, Metron 1 (1921)
 */
export function pearsonCorrelation(input: CorrelationInput): Estimate {
  checkPairs(input);
  const { x, y, confidence } = input;
  const z = twoSidedZ(confidence);
  const n = x.length;
  if (n < MINIMUM_PAIRS) return tooFew(n, MINIMUM_PAIRS, METHOD);
  if (isConstant(x) || isConstant(y)) {
    return missingEstimate("NOT_APPLICABLE", "A series is constant.", { n, method: METHOD });
  }
  const value = correlate(x, y);
  const effectiveN = effectiveSampleSize(x, y);
  const interval = fisherInterval(value, z / Math.sqrt(effectiveN - 3));
  return estimated({ value, interval, confidence, n, effectiveN, method: METHOD });
}

/**
 * Returns the linear correlation of two series of one length, none of them constant.
 *
 * @returns A number in [−1, 1].
 * @example correlate([1, 2, 3], [2, 4, 7]) // 0.9933992677987828
 */
export function correlate(x: readonly number[], y: readonly number[]): number {
  const [dx, dy] = [standardise(x), standardise(y)];
  const sum = neumaierSum(dx.map((value, i) => value * (dy[i] as number)));
  return Math.max(-1, Math.min(1, sum));
}
