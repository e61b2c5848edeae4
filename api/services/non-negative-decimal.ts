import { parseDecimal } from "../domain/decimal-string.ts";
import { InvalidRequestError } from "../domain/errors.ts";
import { type Rational, scaled } from "../domain/rational.ts";

/**
 * Reads an optional decimal argument that may not be below zero.
 *
 * @param name - Of the argument, for the message.
 * @returns Exact, its denominator a power of ten; null when nothing was given.
 * @throws {InvalidRequestError} when it is no plain decimal, or negative.
 */
export function nonNegativeDecimal(name: string, text: string | null | undefined): Rational | null {
  if (text === null || text === undefined) return null;
  const { raw, decimals } = parseDecimal(text);
  if (raw < 0n) throw new InvalidRequestError(`Expected ${name} of 0 or more, got ${text}.`);
  return scaled(raw, decimals);
}
