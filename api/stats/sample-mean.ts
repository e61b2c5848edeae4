import { type Estimate, missingEstimate } from "./estimate.ts";
import { neweyWestRegression } from "./newey-west-regression.ts";

/**
 * Estimates the mean of a series in time order, with an interval that stays right when neighbours depend on each other.
 *
 * @param series - Finite numbers in any unit.
 * @param confidence - Two-sided, inside (0, 1).
 * @returns In the series' unit; NO_DATA for an empty series, INSUFFICIENT_DATA below 30 members.
 * @throws {InvalidRequestError} when a member is not finite or the confidence is not inside (0, 1).
 * @see newey-west-regression.ts: it is the regression on a constant
 */
export function sampleMean(series: readonly number[], confidence: number): Estimate {
  const ones = series.map(() => 1);
  const [mean] = neweyWestRegression({ response: series, regressors: [ones], confidence });
  const method = "mean, Newey-West interval";
  return mean === undefined
    ? missingEstimate("NO_DATA", "There is no series.", { n: 0, method })
    : { ...mean, method };
}
