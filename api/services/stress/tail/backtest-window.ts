import { InvalidRequestError } from "../../../domain/errors.ts";

const SHORTEST = 60;
const LONGEST = 2_000;

/**
 * Checks how many losses each forecast of a backtest is made from.
 *
 * @throws {InvalidRequestError} when it is out of range.
 */
export function checkedWindow(window: number): number {
  if (window >= SHORTEST && window <= LONGEST) return window;
  throw new InvalidRequestError(`Expected a window of ${SHORTEST} to ${LONGEST} losses, got ${window}.`);
}
