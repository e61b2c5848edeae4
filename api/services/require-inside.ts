import { InvalidRequestError } from "../domain/errors.ts";

/**
 * Checks a whole number of a request against its range.
 *
 * @param name - Argument, for the message.
 * @param range - Both ends included.
 * @throws {InvalidRequestError} when it lies outside, or is not whole.
 */
export function requireInside(name: string, value: number, [least, most]: readonly [number, number]): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InvalidRequestError(`Expected ${name} from ${least} to ${most}, got ${value}.`);
}
