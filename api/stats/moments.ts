import { neumaierSum } from "./neumaier-sum.ts";
import { requireFinite } from "./require-finite.ts";

/** Descriptive moments of a sample. A field is null when the sample is too small or does not vary. */
export type Moments = {
  readonly n: number;
  /** In the sample's unit; null for an empty sample. */
  readonly mean: number | null;
  /** Σ(x - mean)²/(n - 1), in the unit squared; null below two observations. */
  readonly variance: number | null;
  /** m₃/m₂^(3/2) with mₖ = Σ(x - mean)ᵏ/n; null when the variance is null or 0. */
  readonly skewness: number | null;
  /** m₄/m₂² - 3; null when the variance is null or 0. */
  readonly excessKurtosis: number | null;
};

/**
 * Returns mean, variance, skewness and excess kurtosis by two passes with compensated sums,
 * about an offset near the mean, so that a large common level costs no digits beyond those that the sample has lost.
 *
 * @throws {InvalidRequestError} when a member is NaN or infinite.
 * @see Chan, Golub and LeVeque, Algorithms for Computing the Sample Variance, Am. Stat. 37 (1983)
 * @example moments([1, 2, 3, 4]).variance // 1.6666666666666667
 */
export function moments(sample: readonly number[]): Moments {
  requireFinite(sample, "the sample");
  const n = sample.length;
  if (n === 0) return { n, mean: null, variance: null, skewness: null, excessKurtosis: null };
  const rough = neumaierSum(sample) / n;
  const offsets = sample.map((x) => x - rough);
  const remainder = neumaierSum(offsets) / n;
  const mean = rough + remainder;
  if (n === 1) return { n, mean, variance: null, skewness: null, excessKurtosis: null };
  const centred = offsets.map((x) => x - remainder);
  const squares = neumaierSum(centred.map((x) => x * x));
  const variance = squares / (n - 1);
  if (squares === 0) return { n, mean, variance, skewness: null, excessKurtosis: null };
  const scale = Math.sqrt(squares / n);
  const standard = centred.map((x) => x / scale);
  return {
    n,
    mean,
    variance,
    skewness: neumaierSum(standard.map((x) => x ** 3)) / n,
    excessKurtosis: neumaierSum(standard.map((x) => x ** 4)) / n - 3,
  };
}
