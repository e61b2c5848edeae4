import { regularizedBeta } from "./regularized-beta.ts";

/**
 * Returns P(|T| > |t|) of Student's distribution, accurate in the tails.
 *
 * @param degrees - Of freedom, greater than 0.
 * @see DLMF 8.17; Abramowitz and Stegun 26.7.1
 * @example studentTail(2.0860, 20) // 0.05
 */
export function studentTail(t: number, degrees: number): number {
  return regularizedBeta({ a: degrees / 2, b: 0.5 }, degrees / (degrees + t * t)).lower;
}
