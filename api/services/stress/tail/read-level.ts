import { parseDecimal } from "../../../domain/decimal-string.ts";
import { type Rational, rational, scaled } from "../../../domain/rational.ts";
import { requireLevel } from "../../../stats/level.ts";

const QUOTIENT = /^(\d{1,15})\/(\d{1,15})$/;

/**
 * Reads a level as it was written, without rounding: `0.975` and `39/40` are the same number.
 *
 * @throws {InvalidRequestError} when it is neither a plain decimal nor a quotient, or not inside (0, 1).
 * @example readLevel("39/40") // 39/40
 */
export function readLevel(text: string): Rational {
  const [, numerator, denominator] = QUOTIENT.exec(text) ?? [];
  if (numerator !== undefined && denominator !== undefined && BigInt(denominator) > 0n) {
    const level = rational(BigInt(numerator), BigInt(denominator));
    requireLevel(level);
    return level;
  }
  const { raw, decimals } = parseDecimal(text);
  const level = scaled(raw, decimals);
  requireLevel(level);
  return level;
}
