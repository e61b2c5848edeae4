import { InvalidRequestError } from "../domain/errors.ts";
import { type Estimate, estimated, missingEstimate } from "./estimate.ts";
import { inverseRegularizedBeta } from "./inverse-regularized-beta.ts";
import { twoSidedTail } from "./two-sided-tail.ts";

/** Successes among independent trials, integers. */
export type Proportion = { readonly successes: number; readonly trials: number };

function requireCounts({ successes, trials }: Proportion): void {
  if (Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0 && successes <= trials)
    return;
  throw new InvalidRequestError(`Expected integers 0 <= successes <= trials, got ${successes} of ${trials}.`);
}

/**
 * Estimates a proportion x/n with the exact interval of Clopper and Pearson, which covers at least the confidence.
 * With x = 0 the lower end is 0, with x = n the upper end is 1.
 *
 * @param confidence - Two-sided; 0.95 unless told.
 * @returns A fraction; NO_DATA without trials.
 * @throws {InvalidRequestError} when the counts are not integers in order, or the confidence is outside (0, 1).
 * @see Clopper and Pearson, The Use of Confidence or Fiducial Limits, Biometrika 26 (1934)
 * @example clopperPearson({ successes: 0, trials: 365 }).interval // { lower: 0, upper: 0.010055619804412953 }
 */
export function clopperPearson(proportion: Proportion, confidence = 0.95): Estimate {
  requireCounts(proportion);
  const tail = twoSidedTail(confidence);
  const { successes: x, trials: n } = proportion;
  const method = "Clopper-Pearson";
  if (n === 0) return missingEstimate("NO_DATA", "Expected at least one trial.", { n, method });
  const lower = x === 0 ? 0 : inverseRegularizedBeta({ a: x, b: n - x + 1 }, tail, "lower");
  const upper = x === n ? 1 : inverseRegularizedBeta({ a: x + 1, b: n - x }, tail, "upper");
  return estimated({ value: x / n, interval: { lower, upper }, confidence, n, method });
}
