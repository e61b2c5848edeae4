import { type Rational, rational } from "../domain/rational.ts";
import { requireLevel, type Split, splitRational } from "./level.ts";
import { neumaierSum } from "./neumaier-sum.ts";

/** Historical VaR and ES of one sample at one level, in its unit. */
export type HistoricalTail = { readonly valueAtRisk: number; readonly expectedShortfall: number };

/**
 * Returns the tail's weight w = n(1 - α) in observations, exact: 1000 observations at 99/100 weigh 10, not 10.000000000000009.
 *
 * @throws {InvalidRequestError} when the level is not inside (0, 1).
 */
export function tailWeight(n: number, level: Rational): Split {
  requireLevel(level);
  return splitRational(rational(BigInt(n) * (level.denominator - level.numerator), level.denominator));
}

/**
 * Returns VaR = L₍ₖ₊₁₎ and ES = [Σ_{i≤k} L₍ᵢ₎ + (w - k)L₍ₖ₊₁₎]/w with losses descending, w = n(1 - α), k = ⌊w⌋.
 * ES is the mean of the worst share 1 - α, the integral of VaR, and coherent; it is computed as
 * VaR + Σ_{i≤k}(L₍ᵢ₎ - VaR)/w, so rounding cannot put it below VaR.
 *
 * @param ascending - Losses in ascending order (a loss is positive), at least one, finite.
 * @see Acerbi and Tasche, On the Coherence of Expected Shortfall, J. Banking & Finance 26 (2002)
 * @example historicalTail([1, 2, 3, 4], rational(1n, 2n)) // { valueAtRisk: 2, expectedShortfall: 3.5 }
 */
export function historicalTail(ascending: Float64Array, level: Rational): HistoricalTail {
  const n = ascending.length;
  const { whole, rest } = tailWeight(n, level);
  const valueAtRisk = ascending[n - 1 - whole] as number;
  const beyond = ascending.subarray(n - whole).map((loss) => loss - valueAtRisk);
  return { valueAtRisk, expectedShortfall: valueAtRisk + neumaierSum(beyond) / (whole + rest) };
}
