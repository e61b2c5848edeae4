import { InvalidRequestError } from "../domain/errors.ts";
import { requireFinite } from "./require-finite.ts";

/** Two series observed at the same times. */
export type CorrelationInput = {
  /** Values in time order, any unit. */
  readonly x: readonly number[];
  /** Values at the same times, any unit. */
  readonly y: readonly number[];
  /** Two-sided coverage of the interval, such as 0.95. */
  readonly confidence: number;
};

/** Fewest pairs for a correlation. */
export const MINIMUM_PAIRS = 60;

/**
 * Checks two series of a correlation.
 *
 * @throws {InvalidRequestError} when lengths differ or a value is not finite.
 */
export function checkPairs({ x, y }: CorrelationInput): void {
  requireFinite(x, "x");
  requireFinite(y, "y");
  if (x.length === y.length) return;
  throw new InvalidRequestError(`Expected two series of one length, got ${x.length} and ${y.length}.`);
}

/** Says whether all values are equal, where a correlation is not defined; true of an empty series. */
export function isConstant(values: readonly number[]): boolean {
  return values.every((x) => x === values[0]);
}
