import { InvalidRequestError } from "../domain/errors.ts";
import { compareRational, type Rational, rational } from "../domain/rational.ts";
import { nonNegativeDecimal } from "./non-negative-decimal.ts";

const WHOLE = rational(1n);

/**
 * Reads an optional decimal argument that is a part of a whole, exact.
 *
 * @param name - Argument, for the message.
 * @returns Zero when it was left out.
 * @throws {InvalidRequestError} when it is no plain decimal from 0 to 1.
 */
export function requireShare(name: string, text: string | null | undefined): Rational {
  const share = nonNegativeDecimal(name, text) ?? rational(0n);
  if (compareRational(share, WHOLE) <= 0) return share;
  throw new InvalidRequestError(`Expected ${name} from 0 to 1, got ${text}.`);
}
