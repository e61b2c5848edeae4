import { neumaierSum } from "./neumaier-sum.ts";

/**
 * Centres a series on its mean and divides it by its Euclidean length, so that a correlation is a sum of products.
 * It is divided by its largest size first: squares neither overflow nor vanish.
 *
 * @param series - Finite numbers, not all equal.
 * @returns Numbers without unit whose squares sum to 1.
 * @example standardise([1, 3]) // [-0.7071, 0.7071]
 */
export function standardise(series: readonly number[]): number[] {
  const largest = series.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const scaled = series.map((x) => x / largest);
  const mean = neumaierSum(scaled) / series.length;
  const centred = scaled.map((x) => x - mean);
  const length = Math.sqrt(neumaierSum(centred.map((x) => x * x)));
  return centred.map((x) => x / length);
}
