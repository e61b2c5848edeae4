import { type DecimalString, formatDecimal } from "./decimal-string.ts";
import type { Rational } from "./rational.ts";

/**
 * Writes a quotient with every digit it has.
 *
 * @returns null when its digits never end: the reduced denominator has another factor than 2 and 5.
 * @example terminatingDecimal(rational(3n, 12n)) // "0.25"
 */
export function terminatingDecimal({ numerator, denominator }: Rational): DecimalString | null {
  const common = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  const reduced = denominator / common;
  const [twos, rest] = countFactor(reduced, 2n);
  const [fives, other] = countFactor(rest, 5n);
  if (other !== 1n) return null;
  const decimals = Math.max(twos, fives);
  return formatDecimal((numerator / common) * (10n ** BigInt(decimals) / reduced), decimals);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

function countFactor(value: bigint, factor: bigint): [count: number, rest: bigint] {
  let [count, rest] = [0, value];
  for (; rest % factor === 0n; rest /= factor) count += 1;
  return [count, rest];
}
