import { InvalidRequestError } from "../domain/errors.ts";
import type { Random } from "./seeded-random.ts";

/** Largest mean that is drawn in one product, so that e^(−mean) stays a normal double. */
const LARGEST_STEP = 500;

/**
 * Draws a Poisson count by Knuth's product of uniforms; a large mean is drawn as a sum of smaller ones. Takes time in proportion to the mean.
 *
 * @param mean - At least 0, finite.
 * @throws {InvalidRequestError} when the mean is out of range.
 * @see Knuth, The Art of Computer Programming 2, section 3.4.1
 */
export function poissonCount(mean: number, random: Random): number {
  if (!(mean >= 0 && mean < Infinity)) {
    throw new InvalidRequestError(`Expected a mean of 0 or more, got ${mean}.`);
  }
  let count = 0;
  for (let rest = mean; rest > 0; rest -= LARGEST_STEP) {
    const limit = Math.exp(-Math.min(rest, LARGEST_STEP));
    for (let product = random.nextUniform(); product > limit; product *= random.nextUniform()) count++;
  }
  return count;
}
