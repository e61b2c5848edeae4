import { InvalidRequestError } from "../domain/errors.ts";

/** Beyond this the chance of no loss is not a double any more. */
const LARGEST_RATE = 700;

/**
 * Returns the distribution of a sum of a Poisson number of independent amounts on a lattice:
 * g_0 = exp(λ(f_0 − 1)), g_s = (λ/s) Σ_{j≤s} j f_j g_{s−j}.
 *
 * @param rate - λ in [0, 700].
 * @param severity - Chances f_j of an amount of j steps; their sum may be below 1 where large amounts are left out.
 * @param length - Number of chances to return, from a sum of 0 steps on.
 * @throws {InvalidRequestError} when the rate is out of range.
 * @see Panjer, Recursive evaluation of a family of compound distributions, ASTIN Bulletin 12 (1981)
 * @example panjer(1, [0, 1], 3) // [e⁻¹, e⁻¹, e⁻¹/2]: the Poisson distribution itself
 */
export function panjer(
  rate: number,
  severity: Float64Array | readonly number[],
  length: number,
): Float64Array {
  if (!(rate >= 0 && rate <= LARGEST_RATE)) {
    throw new InvalidRequestError(`Expected a rate of 0 to ${LARGEST_RATE}, got ${rate}.`);
  }
  const sums = new Float64Array(length);
  sums[0] = Math.exp(rate * ((severity[0] ?? 0) - 1));
  for (let total = 1; total < length; total++) {
    let sum = 0;
    for (let j = 1; j <= Math.min(total, severity.length - 1); j++) {
      sum += j * (severity[j] as number) * (sums[total - j] as number);
    }
    sums[total] = (rate / total) * sum;
  }
  return sums;
}
