import { parseDecimal } from "../domain/decimal-string.ts";
import { InvalidRequestError } from "../domain/errors.ts";
import { type Rational, scaled } from "../domain/rational.ts";

/** US dollars below which bad debt is dust, unless told. */
const DUST_USD = "100";

/**
 * Reads a dust floor in US dollars.
 *
 * @throws {InvalidRequestError} when it is not a plain decimal of 0 or more.
 */
export function dustFloor(dustUsd: string | null | undefined): Rational {
  const { raw, decimals } = parseDecimal(dustUsd ?? DUST_USD);
  if (raw < 0n) throw new InvalidRequestError(`Expected dustUsd of 0 or more, got ${dustUsd}.`);
  return scaled(raw, decimals);
}
