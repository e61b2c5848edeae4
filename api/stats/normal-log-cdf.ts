import { erfc, scaledErfc } from "./erfc.ts";

/**
 * Returns ln Φ(z), the logarithm of the standard normal distribution function; finite for every finite z of use.
 *
 * @example normalLogCdf(-40) // -804.6084420137538
 */
export function normalLogCdf(z: number): number {
  if (z > 0) return Math.log1p(-0.5 * erfc(z * Math.SQRT1_2));
  return Math.log(0.5 * scaledErfc(-z * Math.SQRT1_2)) - 0.5 * z * z;
}
