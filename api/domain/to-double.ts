import type { Rational } from "./rational.ts";

/** Bits of a quotient before it is rounded: 53 that stay and enough to round right. */
const QUOTIENT_BITS = 66;

/**
 * Rounds an exact quotient to the nearest double; the way from money into statistics, never back.
 *
 * @returns Half-even for normal doubles; Infinity beyond 2^1024.
 * @example toDouble(rational(1n, 3n)) // 0.3333333333333333
 */
export function toDouble({ numerator, denominator }: Rational): number {
  const size = numerator < 0n ? -numerator : numerator;
  const shift = Math.max(0, QUOTIENT_BITS - bitLength(size) + bitLength(denominator));
  const dividend = size << BigInt(shift);
  const quotient = dividend / denominator;
  const sticky = quotient * denominator === dividend ? quotient : quotient | 1n;
  const double = scaleDown(Number(sticky), shift);
  return numerator < 0n ? -double : double;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

/** Divides by 2^shift in steps that are themselves doubles. */
function scaleDown(value: number, shift: number): number {
  let rest = shift;
  let result = value;
  for (; rest > 1000; rest -= 1000) result *= 2 ** -1000;
  return result * 2 ** -rest;
}
