import { normalQuantile } from "./normal-quantile.ts";
import { twoSidedTail } from "./two-sided-tail.ts";

/**
 * Returns the standard normal quantile z of a two-sided confidence: P(|Z| ≤ z) = confidence.
 * Its square is the quantile of chi-squared with one degree of freedom.
 *
 * @param confidence - Two-sided coverage in the open interval (0, 1).
 * @throws {InvalidRequestError} when the confidence is not inside (0, 1).
 * @example twoSidedZ(0.95) // 1.959963984540054
 */
export function twoSidedZ(confidence: number): number {
  return -normalQuantile(twoSidedTail(confidence));
}
