import { InvalidRequestError } from "../domain/errors.ts";

/**
 * Returns the probability outside one end of a two-sided interval, (1 - confidence)/2.
 *
 * @throws {InvalidRequestError} when the confidence is not inside (0, 1).
 * @example twoSidedTail(0.5) // 0.25
 */
export function twoSidedTail(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new InvalidRequestError(`Expected a confidence between 0 and 1 such as 0.95, got ${confidence}.`);
  }
  return (1 - confidence) / 2;
}
