import { type CorrelationInput, checkPairs, isConstant, MINIMUM_PAIRS } from "./correlation-pairs.ts";
import { effectiveSampleSize } from "./effective-sample-size.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { fisherInterval } from "./fisher-interval.ts";
import { correlate } from "./pearson-correlation.ts";
import { ranks } from "./ranks.ts";
import { twoSidedZ } from "./two-sided-z.ts";

const METHOD = "Spearman, Bonett-Wright interval on the effective sample size";

/**
 * Estimates the rank correlation: the linear correlation of the ranks, equal values sharing their mean rank.
 * Interval: Fisher's transform with standard error √((1 + r²/2)/(n_eff − 3)), n_eff from the ranks.
 *
 * @returns Correlation in [−1, 1]; NOT_APPLICABLE when a series is constant; INSUFFICIENT_DATA below 60 pairs.
 * @throws {InvalidRequestError} when lengths differ, a value is not finite or the confidence is not inside (0, 1).
 * @see Bonett, Wright, Sample size requirements for estimating Pearson, Kendall and Spearman correlations, Psychometrika 65 (2000)
 */
export function spearmanCorrelation(input: CorrelationInput): Estimate {
  checkPairs(input);
  const z = twoSidedZ(input.confidence);
  const n = input.x.length;
  if (n < MINIMUM_PAIRS) return tooFew(n, MINIMUM_PAIRS, METHOD);
  if (isConstant(input.x) || isConstant(input.y)) {
    return missingEstimate("NOT_APPLICABLE", "A series is constant.", { n, method: METHOD });
  }
  const [x, y] = [ranks(input.x), ranks(input.y)];
  const value = correlate(x, y);
  const effectiveN = effectiveSampleSize(x, y);
  const interval = fisherInterval(value, z * Math.sqrt((1 + value ** 2 / 2) / (effectiveN - 3)));
  return estimated({ value, interval, confidence: input.confidence, n, effectiveN, method: METHOD });
}
