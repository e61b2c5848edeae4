import { requireFinite } from "./require-finite.ts";

/** How many of the largest values describe a power tail best. */
export type HillOrder = {
  /** k: upper order statistics above the one they are measured against. */
  readonly order: number;
  /** Largest distance between the largest values and the quantiles of the tail fitted with k, unit of the sample. */
  readonly distance: number;
};

/**
 * Chooses the k of a Hill estimate: of all k in a range the one whose Pareto tail comes closest to the largest values,
 * D(k) = max_{j≤K} |X_(j) − X_(k+1)(k/j)^ξ(k)|, K the largest k; the Kolmogorov-Smirnov distance measured along the quantiles, so that
 * the most extreme values weigh most.
 *
 * @param sample - Finite values with the heavy tail on the right.
 * @param range - Smallest and largest k, whole numbers.
 * @returns The smallest k of those with the least distance; null when the sample has no k + 1 positive values, or does not vary there.
 * @throws {InvalidRequestError} when a value is not finite.
 * @see Danielsson, Ergun, de Haan and de Vries, Tail index estimation: quantile-driven threshold selection (2016)
 */
export function hillOrder(
  sample: readonly number[],
  range: { readonly smallest: number; readonly largest: number },
): HillOrder | null {
  requireFinite(sample, "sample");
  const descending = Float64Array.from(sample).sort().reverse();
  const largest = Math.min(range.largest, descending.length - 1);
  let best: HillOrder | null = null;
  let sum = 0;
  for (let order = 1; order <= largest; order++) {
    sum += Math.log(descending[order - 1] as number);
    const base = descending[order] as number;
    if (order < range.smallest || !(base > 0)) continue;
    const shape = sum / order - Math.log(base);
    if (!(shape > 0)) continue;
    const distance = quantileDistance(
      descending,
      { order, shape, last: largest },
      best?.distance ?? Infinity,
    );
    if (distance < (best?.distance ?? Infinity)) best = { order, distance };
  }
  return best;
}

/** D(k); left off as soon as it is above the given limit. */
function quantileDistance(
  descending: Float64Array,
  { order, shape, last }: { readonly order: number; readonly shape: number; readonly last: number },
  limit: number,
): number {
  const base = descending[order] as number;
  let distance = 0;
  for (let j = 1; j <= last && distance < limit; j++) {
    distance = Math.max(distance, Math.abs((descending[j - 1] as number) - base * (order / j) ** shape));
  }
  return distance;
}
