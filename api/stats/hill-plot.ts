/** One point of a Hill plot. */
export type HillPoint = {
  /** Upper order statistics used, k. */
  readonly order: number;
  /** ξ, no unit; null where X_(k+1) is not positive. */
  readonly shape: number | null;
  /** ξ/√k; null with the shape. */
  readonly standardError: number | null;
};

const FIRST_ORDER = 10;

/**
 * Returns the Hill estimate at every k from 10 to a tenth of the sample, to choose k where it is stable.
 *
 * @param sample - Finite values with the heavy tail on the right.
 * @returns Points by ascending k; empty when the sample has fewer than 100 values.
 * @see Drees, de Haan, Resnick, How to make a Hill plot, Ann. Statist. 28 (2000)
 */
export function hillPlot(sample: readonly number[]): HillPoint[] {
  const descending = Float64Array.from(sample).sort().reverse();
  const points: HillPoint[] = [];
  let sumOfLogs = 0;
  for (let order = 1; order <= sample.length / 10; order++) {
    sumOfLogs += Math.log(descending[order - 1] as number);
    if (order < FIRST_ORDER) continue;
    const base = descending[order] as number;
    const shape = base > 0 ? Math.max(0, sumOfLogs / order - Math.log(base)) : null;
    points.push({ order, shape, standardError: shape === null ? null : shape / Math.sqrt(order) });
  }
  return points;
}
