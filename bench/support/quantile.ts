/**
 * Returns the smallest value that at least the given part of all values does not exceed.
 *
 * @param part - 0 to 1.
 * @example quantile([4, 1, 3, 2], 0.5) // 2
 */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}
