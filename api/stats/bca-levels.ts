import { neumaierSum } from "./neumaier-sum.ts";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** What corrects the ends of a percentile interval. */
export type BcaCorrection = {
  /** z₀: the normal quantile of the share of replicates below the estimate, ties counted half. */
  readonly bias: number;
  /** a: a sixth of the skewness of the jack-knife's influence. */
  readonly acceleration: number;
};

/**
 * Returns the correction of a bootstrap interval for bias and skewness.
 *
 * @param value - The estimate from the sample itself.
 * @param replicates - The same of the resamples, at least one.
 * @param jackknife - The same with one block left out, block by block, at least two.
 * @returns Null when all replicates lie on one side; the acceleration is 0 when no block changes anything.
 * @see Efron, Better bootstrap confidence intervals, JASA 82 (1987), eq. 6.6
 */
export function bcaCorrection(
  value: number,
  replicates: Float64Array,
  jackknife: readonly number[],
): BcaCorrection | null {
  let below = 0;
  for (const replicate of replicates) below += replicate < value ? 1 : replicate === value ? 0.5 : 0;
  if (below === 0 || below === replicates.length) return null;
  const mean = neumaierSum(jackknife) / jackknife.length;
  const influence = jackknife.map((x) => mean - x);
  const unit = influence.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1;
  const squares = neumaierSum(influence.map((x) => (x / unit) ** 2));
  const cubes = neumaierSum(influence.map((x) => (x / unit) ** 3));
  return {
    bias: normalQuantile(below / replicates.length),
    acceleration: squares === 0 ? 0 : cubes / (6 * squares ** 1.5),
  };
}

/**
 * Returns the statistic with each block of consecutive observations left out, one after another; the last block may be shorter.
 *
 * @param n - Observations; more than one block.
 * @param blockLength - Observations of a block, rounded up; 1 is the ordinary jack-knife.
 * @param statistic - Of the indices that are left.
 * @see Kunsch, The jackknife and the bootstrap for general stationary observations, Ann. Statist. 17 (1989)
 */
export function blockJackknife(
  n: number,
  blockLength: number,
  statistic: (indices: Uint32Array) => number,
): number[] {
  const length = Math.ceil(blockLength);
  return Array.from({ length: Math.ceil(n / length) }, (_, block) => {
    const from = block * length;
    const left = Math.min(length, n - from);
    return statistic(Uint32Array.from({ length: n - left }, (__, i) => (i < from ? i : i + left)));
  });
}

/**
 * Returns the level of the replicates at which an end of the interval lies: Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))).
 *
 * @param z - Normal quantile of the end: ±1.96 for 95 %.
 * @example bcaLevel({ bias: 0, acceleration: 0 }, -1.959963984540054) // 0.025: no correction
 */
export function bcaLevel({ bias, acceleration }: BcaCorrection, z: number): number {
  const shifted = bias + z;
  return normalCdf(bias + shifted / (1 - acceleration * shifted));
}
