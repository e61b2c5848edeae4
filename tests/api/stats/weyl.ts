/** Irrational steps shared with the programs in `oracles/`. */
export const GOLDEN = 0.6180339887498949;
export const SQRT2 = 0.41421356237309515;
export const SQRT3 = 0.7320508075688772;

/** Deterministic uniform numbers: fractional parts of i times an irrational step, i from 1. */
export function weyl(count: number, step: number): number[] {
  return Array.from({ length: count }, (_, i) => ((i + 1) * step) % 1);
}
