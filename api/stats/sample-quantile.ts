import { type Rational, rational } from "../domain/rational.ts";
import { requireLevel, splitRational } from "./level.ts";

/** Types of Hyndman and Fan: 7 is the default of R, NumPy and spreadsheets; 8 is nearly median-unbiased. */
export type QuantileType = 7 | 8;

/** The 1-based position h among n ordered values, exact. */
function position(n: number, level: Rational, type: QuantileType): Rational {
  const { numerator: a, denominator: b } = level;
  const count = BigInt(n);
  if (type === 7) return rational((count - 1n) * a + b, b);
  return rational((3n * count + 1n) * a + b, 3n * b);
}

/**
 * Returns the descriptive quantile of Hyndman and Fan: x₍ₕ₎ with h = (n - 1)p + 1 (type 7) or (n + 1/3)p + 1/3 (type 8),
 * linear between neighbours; beyond the ends the end. The position is exact, so a level on an observation gives it.
 *
 * @param ascending - Finite numbers in ascending order, at least one.
 * @param level - p, inside (0, 1).
 * @returns In the sample's unit.
 * @throws {InvalidRequestError} when the level is not inside (0, 1).
 * @see Hyndman and Fan, Sample Quantiles in Statistical Packages, Am. Stat. 50 (1996)
 * @example sampleQuantile([1, 2, 3, 4], rational(1n, 2n)) // 2.5
 */
export function sampleQuantile(
  ascending: ArrayLike<number>,
  level: Rational,
  type: QuantileType = 7,
): number {
  requireLevel(level);
  const n = ascending.length;
  const { whole, rest } = splitRational(position(n, level, type));
  if (whole < 1) return ascending[0] as number;
  if (whole >= n) return ascending[n - 1] as number;
  const below = ascending[whole - 1] as number;
  const above = ascending[whole] as number;
  return rest === 0 ? below : below + rest * (above - below);
}
