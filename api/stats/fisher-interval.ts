import type { Interval } from "./estimate.ts";

/**
 * Returns the interval of a correlation by Fisher's transform: tanh(artanh r ± margin), clipped to [−1, 1] by the transform itself.
 *
 * @param correlation - r in [−1, 1]; at ±1 the interval is that point.
 * @param margin - Half-width on the transformed scale, z times the standard error, >= 0.
 * @see Fisher, On the "probable error" of a coefficient of correlation deduced from a small sample, Metron 1 (1921)
 * @example fisherInterval(0.5, 1.96 / Math.sqrt(97)) // { lower: 0.337, upper: 0.634 } with 100 pairs
 */
export function fisherInterval(correlation: number, margin: number): Interval {
  const centre = Math.atanh(correlation);
  return { lower: Math.tanh(centre - margin), upper: Math.tanh(centre + margin) };
}
