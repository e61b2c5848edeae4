import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";

/**
 * Gini coefficient of whole numbers, exact: Σ_i Σ_j |x_i − x_j| / (2 n Σ x), which for values in ascending order is
 * Σ_i (2i − n − 1) x_i / (n Σ x).
 *
 * @param values - 0 or more each, of one scale.
 * @param unit - What is compared, such as `claimants`.
 * @returns In [0, 1): 0 when all are equal. NO_DATA without values, ZERO_DENOMINATOR when all are zero.
 * @example gini([1n, 3n], "claimants").value // "0.25"
 */
export function gini(values: readonly bigint[], unit: string): Ratio {
  const of = `Gini coefficient over ${unit}`;
  if (values.length === 0) return missingRatio(of, "NO_DATA", `The ledger names no ${unit}.`);
  const n = BigInt(values.length);
  const ascending = [...values].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const weighted = ascending.reduce((sum, value, at) => sum + (2n * BigInt(at + 1) - n - 1n) * value, 0n);
  const total = ascending.reduce((sum, value) => sum + value, 0n);
  return ratio(weighted, n * total, of);
}
