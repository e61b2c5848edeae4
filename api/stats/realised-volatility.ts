import { type Estimate, estimated, tooFew } from "./estimate.ts";
import { inverseRegularizedGamma } from "./inverse-regularized-gamma.ts";
import { moments } from "./moments.ts";
import { twoSidedTail } from "./two-sided-tail.ts";

/** Fewest returns from which a volatility is estimated. */
export const MINIMUM_RETURNS = 30;

/**
 * Estimates a volatility a year from returns of equal spans: √(Σ(r − r̄)²/(n − 1) × spans a year), with the interval
 * √((n − 1)s²/χ²) of a normal sample, which is too narrow where tails are heavier.
 *
 * @param returns - Finite logarithmic returns.
 * @param spansPerYear - Such as 365 for daily returns.
 * @param confidence - Two-sided; 0.95 unless told.
 * @returns A ratio a year: 0.8 is 80 %. INSUFFICIENT_DATA below 30 returns; 0 with an interval of 0 for a constant price.
 * @throws {InvalidRequestError} when a return is not finite or the confidence not inside (0, 1).
 */
export function realisedVolatility(
  returns: readonly number[],
  spansPerYear: number,
  confidence = 0.95,
): Estimate {
  const n = returns.length;
  const method = `sample standard deviation × √${spansPerYear}, χ² interval`;
  const tail = twoSidedTail(confidence);
  const { variance } = moments(returns);
  if (n < MINIMUM_RETURNS || variance === null) return tooFew(n, MINIMUM_RETURNS, method);
  const squares = (n - 1) * variance * spansPerYear;
  const bound = (side: "lower" | "upper") =>
    Math.sqrt(squares / (2 * inverseRegularizedGamma((n - 1) / 2, tail, side)));
  const interval = { lower: bound("upper"), upper: bound("lower") };
  return estimated({ value: Math.sqrt(variance * spansPerYear), interval, confidence, n, method });
}
