import { maximize } from "../stats/maximize.ts";
import type { RawSvi, VariancePoint } from "./svi.ts";
import { lowestVariance, sviPoint, wingSlopes } from "./svi.ts";

/** Points of the grid on which a smile is checked. */
const GRID_POINTS = 401;

/** Lee's bound on the slope of the total variance in a wing. */
export const LEE_BOUND = 2;

/** Steepest wing of a fit: a later expiry, whose wings may not be flatter, still has room below Lee's bound. */
export const STEEPEST_FIT = LEE_BOUND * (1 - 1e-6);

/** The lowest value of Durrleman's function on the grid, and where it is. */
export type ButterflyCheck = {
  /** Log-strike of the lowest value. */
  readonly at: number;
  /** Below 0 the smile gives some price range a negative probability. */
  readonly lowest: number;
  /** b(1 + |ρ|), at most 2 without arbitrage. */
  readonly steepestWing: number;
  readonly isFree: boolean;
};

/**
 * Returns Durrleman's function g(k) = (1 − k w'/(2w))² − (w'²/4)(1/w + 1/4) + w''/2; the risk-neutral density is g times a positive factor.
 *
 * @returns -Infinity where the variance is not above 0.
 * @see Gatheral and Jacquier 2014, formula 2.1
 */
export function durrleman({ variance, slope, curvature }: VariancePoint, k: number): number {
  if (!(variance > 0)) return Number.NEGATIVE_INFINITY;
  const lean = 1 - (k * slope) / (2 * variance);
  return lean * lean - ((slope * slope) / 4) * (1 / variance + 0.25) + curvature / 2;
}

/**
 * Makes the log-strikes on which a smile is checked: 401 points that are dense around m, where the smile bends within about σ, and reach in both
 * directions to five standard deviations at the money, to |m| + 5σ, and at least to `reach`.
 *
 * @param reach - Largest |k| that must be covered, such as that of the quotes; 1.5 unless told.
 * @param points - At least 2; 401 unless told.
 * @returns Ascending.
 */
export function checkGrid(svi: RawSvi, reach = 1.5, points = GRID_POINTS): Float64Array {
  const { m, sigma } = svi;
  const deviations = 5 * Math.sqrt(Math.max(0, sviPoint(svi, 0).variance));
  const edge = Math.max(reach, deviations, Math.abs(m) + 5 * sigma);
  const from = Math.asinh((-edge - m) / sigma);
  const step = (Math.asinh((edge - m) / sigma) - from) / (points - 1);
  const grid = new Float64Array(points);
  for (let i = 0; i < points; i++) grid[i] = m + sigma * Math.sinh(from + i * step);
  return grid;
}

/**
 * Checks a smile for butterfly arbitrage: g on the grid, refined between the neighbours of its lowest point, a positive variance and the wings' slopes.
 *
 * @example checkButterfly({ a: -0.041, b: 0.1331, rho: 0.306, m: 0.3586, sigma: 0.4153 }) // lowest -0.0329 at 0.879 (Axel Vogt's example)
 */
export function checkButterfly(svi: RawSvi, reach?: number): ButterflyCheck {
  const grid = [...checkGrid(svi, reach)];
  const { at, value } = maximize((k) => -durrleman(sviPoint(svi, k), k), grid);
  const { low, high } = wingSlopes(svi);
  const steepestWing = Math.max(low, high);
  const isFree = -value >= 0 && steepestWing <= LEE_BOUND && lowestVariance(svi) > 0;
  return { at, lowest: -value, steepestWing, isFree };
}
