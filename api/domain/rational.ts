import { type DecimalString, formatDecimal } from "./decimal-string.ts";
import { InvalidRequestError } from "./errors.ts";
import { roundHalfEven } from "./round-half-even.ts";

/** Exact quotient with a positive denominator; not reduced. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

/** Decimals to which quotients are rounded when they leave the system. */
const QUOTIENT_DECIMALS = 18;

/**
 * Makes an exact quotient; the sign moves to the numerator.
 *
 * @throws {InvalidRequestError} when the denominator is zero.
 */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new InvalidRequestError("Expected a denominator other than zero.");
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
}

/** Makes the exact value of an integer in units of 10^-decimals. */
export function scaled(raw: bigint, decimals: number): Rational {
  return { numerator: raw, denominator: 10n ** BigInt(decimals) };
}

/** Adds exactly; a denominator that is a multiple of the other is kept, so sums of amounts do not grow. */
export function addRational(a: Rational, b: Rational): Rational {
  if (a.denominator < b.denominator) return addRational(b, a);
  if (a.denominator % b.denominator === 0n) {
    return rational(a.numerator + b.numerator * (a.denominator / b.denominator), a.denominator);
  }
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** Multiplies exactly. */
export function multiplyRational(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Compares exactly: negative when `a < b`, zero when equal, positive when `a > b`. */
export function compareRational(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/**
 * Writes a quotient as a decimal, rounded half-even.
 *
 * @param decimals - Decimals kept, 18 unless told.
 * @example toDecimal(rational(1n, 3n), 4) // "0.3333"
 */
export function toDecimal(value: Rational, decimals = QUOTIENT_DECIMALS): DecimalString {
  return formatDecimal(roundHalfEven(value.numerator * 10n ** BigInt(decimals), value.denominator), decimals);
}
