import { neumaierSum } from "./neumaier-sum.ts";
import { requireFinite } from "./require-finite.ts";

/** Descriptive moments of a sample. A field is null when the sample is too small, does not vary, or overflows. */
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

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Variance and shape of at least two numbers whose mean is 0, in units of the largest, so that no square underflows. */
function spread(centred: readonly number[]): Pick<Moments, "variance" | "skewness" | "excessKurtosis"> {
  const n = centred.length;
  const unit = centred.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (unit === 0) return { variance: 0, skewness: null, excessKurtosis: null };
  const squares = neumaierSum(centred.map((x) => (x / unit) ** 2));
  const scale = Math.sqrt(squares / n) * unit;
  const standard = centred.map((x) => x / scale);
  return {
    variance: finiteOrNull((squares / (n - 1)) * unit * unit),
    skewness: finiteOrNull(neumaierSum(standard.map((x) => x ** 3)) / n),
    excessKurtosis: finiteOrNull(neumaierSum(standard.map((x) => x ** 4)) / n - 3),
  };
}

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
  const rough = neumaierSum(sample) / n;
  const offsets = sample.map((x) => x - rough);
  const remainder = neumaierSum(offsets) / n;
  const unknown = { n, mean: null, variance: null, skewness: null, excessKurtosis: null };
  if (!Number.isFinite(remainder)) return unknown;
  const mean = rough + remainder;
  if (n < 2) return { ...unknown, mean };
  return { n, mean, ...spread(offsets.map((x) => x - remainder)) };
}
