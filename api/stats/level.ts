import { InvalidRequestError } from "../domain/errors.ts";
import type { Rational } from "../domain/rational.ts";

/** An exact non-negative number cut into its whole part and the rest in [0, 1). */
export type Split = { readonly whole: number; readonly rest: number };

/**
 * Checks that a level lies strictly between 0 and 1.
 *
 * @throws {InvalidRequestError} when it does not.
 */
export function requireLevel(level: Rational): void {
  if (level.numerator > 0n && level.numerator < level.denominator) return;
  throw new InvalidRequestError(
    `Expected a level inside (0, 1) such as 99/100, got ${level.numerator}/${level.denominator}.`,
  );
}

/** Returns the double nearest to a level of moderate numerator and denominator (below 2^53). */
export function levelAsNumber(level: Rational): number {
  return Number(level.numerator) / Number(level.denominator);
}

/** Cuts an exact non-negative quotient; only the rest is rounded, once. */
export function splitRational(value: Rational): Split {
  const whole = value.numerator / value.denominator;
  const rest = Number(value.numerator - whole * value.denominator) / Number(value.denominator);
  return { whole: Number(whole), rest };
}
