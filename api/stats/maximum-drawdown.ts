import { type DrawdownKind, drawdownPath } from "./drawdown-path.ts";

/** The deepest fall of a path, with the positions in it. */
export type MaximumDrawdown = {
  /** See {@link drawdownPath}; greater than 0. */
  readonly depth: number;
  /** Last position of the peak before the fall. */
  readonly peak: number;
  /** First position of the greatest depth. */
  readonly trough: number;
  /** First position at or above the peak again; null when the path ends before. */
  readonly recovery: number | null;
};

/**
 * Finds the deepest drawdown by one exact scan; of equal depths the first.
 *
 * @param path - See {@link drawdownPath}.
 * @returns null when the path never falls (also for fewer than two levels).
 * @throws {InvalidRequestError} as {@link drawdownPath} does.
 * @example maximumDrawdown([100, 80, 120, 90, 130], "relative") // depth 0.25, peak 2, trough 3, recovery 4
 */
export function maximumDrawdown(path: readonly number[], kind: DrawdownKind): MaximumDrawdown | null {
  const falls = drawdownPath(path, kind);
  const trough = falls.reduce((best, depth, at) => (depth > (falls[best] ?? 0) ? at : best), 0);
  const depth = falls[trough] ?? 0;
  if (depth === 0) return null;
  const peak = falls.lastIndexOf(0, trough);
  const recovery = falls.indexOf(0, trough);
  return { depth, peak, trough, recovery: recovery < 0 ? null : recovery };
}
