import { InvalidRequestError } from "../domain/errors.ts";

/**
 * Reads a whole number of a request that must not be negative.
 *
 * @param name - Argument, for the message.
 * @returns null when it was left out.
 * @throws {InvalidRequestError} when it is negative.
 */
export function nonNegative(name: string, value: number | null | undefined): bigint | null {
  if (value === null || value === undefined) return null;
  if (value < 0) throw new InvalidRequestError(`Expected ${name} of 0 or more, got ${value}.`);
  return BigInt(value);
}
