import { erfc, scaledErfc } from "./erfc.ts";
import { exponentialOfSquare } from "./exponential-of-square.ts";

/**
 * Returns the standard normal distribution function Φ(z) = erfc(-z/√2)/2, accurate in the lower tail.
 * Relative error below 2e-15. For the upper tail take `normalCdf(-z)`, never `1 - normalCdf(z)`.
 *
 * @example normalCdf(-8) // 6.220960574271785e-16
 */
export function normalCdf(z: number): number {
  if (z < -1) return 0.5 * scaledErfc(-z * Math.SQRT1_2) * (z < -40 ? 0 : exponentialOfSquare(-0.5, z));
  return 0.5 * erfc(-z * Math.SQRT1_2);
}
