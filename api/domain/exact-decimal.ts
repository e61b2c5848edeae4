import { type DecimalString, formatDecimal } from "./decimal-string.ts";
import type { Rational } from "./rational.ts";

/**
 * Writes a quotient whose denominator is a power of ten with every digit it has.
 *
 * @param value - Sum or product of scaled integers, so that the denominator is 10^n.
 * @example exactDecimal({ numerator: 125n, denominator: 100n }) // "1.25"
 */
export function exactDecimal(value: Rational): DecimalString {
  return formatDecimal(value.numerator, value.denominator.toString().length - 1);
}
