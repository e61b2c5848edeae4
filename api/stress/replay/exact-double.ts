import { type Rational, rational } from "../../domain/rational.ts";

const MANTISSA_BITS = 52n;
const EXPONENT_BIAS = 1_075;
const MANTISSA_MASK = (1n << MANTISSA_BITS) - 1n;
const HIDDEN_BIT = 1n << MANTISSA_BITS;

/**
 * Returns the exact value of a double.
 *
 * @param value - Finite, 0 or more.
 * @example exactDouble(0.5) // 1/2, up to a common factor
 */
export function exactDouble(value: number): Rational {
  const bits = new BigUint64Array(Float64Array.of(value).buffer)[0] as bigint;
  const exponent = Number(bits >> MANTISSA_BITS);
  const mantissa = bits & MANTISSA_MASK;
  const shift = (exponent === 0 ? 1 : exponent) - EXPONENT_BIAS;
  const whole = exponent === 0 ? mantissa : mantissa | HIDDEN_BIT;
  return shift >= 0 ? rational(whole << BigInt(shift)) : rational(whole, 1n << BigInt(-shift));
}
