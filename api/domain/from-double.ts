import { InvalidRequestError } from "./errors.ts";
import type { Rational } from "./rational.ts";

/**
 * Returns the exact value of a double; its denominator is a power of two.
 *
 * @throws {InvalidRequestError} when it is not finite.
 * @example fromDouble(0.75) // 3/4
 */
export function fromDouble(value: number): Rational {
  if (!Number.isFinite(value)) throw new InvalidRequestError(`Expected a finite number, got ${value}.`);
  let [numerator, denominator] = [value, 1n];
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(numerator), denominator };
}
