import { InvalidRequestError } from "../../domain/errors.ts";

const MOST_STRIKES = 200;

/**
 * Checks strikes of a request.
 *
 * @throws {InvalidRequestError} when there are more than 200, or one is not above 0.
 */
export function strikesOf(strikes: readonly number[]): readonly number[] {
  if (strikes.length > MOST_STRIKES) {
    throw new InvalidRequestError(`Expected at most ${MOST_STRIKES} strikes, got ${strikes.length}.`);
  }
  const bad = strikes.find((strike) => !(strike > 0 && strike < Infinity));
  if (bad !== undefined) throw new InvalidRequestError(`Expected strikes above 0, got ${bad}.`);
  return strikes;
}
