import {
  addRational,
  compareRational,
  multiplyRational,
  type Rational,
  rational,
} from "../../domain/rational.ts";

const HALF: Rational = rational(5n, 10n);

/**
 * Returns the median of prices, exact; of an even number the mean of the two in the middle. Denominators stay powers of ten.
 *
 * @returns null without prices.
 */
export function medianPrice(prices: readonly Rational[]): Rational | null {
  const sorted = [...prices].sort(compareRational);
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined || sorted.length % 2 === 1) return upper ?? null;
  const lower = sorted[sorted.length / 2 - 1] ?? upper;
  return multiplyRational(addRational(lower, upper), HALF);
}
