/**
 * Adds in the given order with a running correction (Neumaier's improvement of Kahan-Babuška):
 * the error is about one rounding of the result plus n² roundings squared, whatever the order of sizes.
 *
 * @param values - Finite numbers; the empty sum is 0. The unit is kept.
 * @returns The sum; infinite when it overflows.
 * @see Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974)
 * @example neumaierSum([1, 1e100, 1, -1e100]) // 2
 */
export function neumaierSum(values: Iterable<number>): number {
  let sum = 0;
  let correction = 0;
  for (const value of values) {
    const next = sum + value;
    correction += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + correction : sum;
}
