import { InvalidRequestError } from "../domain/errors.ts";
import { requireFinite } from "./require-finite.ts";

/** How a fall is measured: as a share of the peak (levels at least 0), or in the path's own unit. */
export type DrawdownKind = "relative" | "absolute";

/** The fall from a peak at one moment, at least 0. */
function fall(peak: number, level: number, kind: DrawdownKind): number {
  if (kind === "absolute") return peak - level;
  return peak === 0 ? 0 : (peak - level) / peak;
}

/**
 * Returns at each moment how far the path lies below its highest level so far: peak - x, or 1 - x/peak.
 *
 * @param path - Levels (prices, balances, cumulated gains) in time order, finite; at least 0 for "relative".
 * @returns Numbers at least 0, as many as levels; 0 at a new peak. A relative drawdown is a fraction, 1 at a level of 0.
 * @throws {InvalidRequestError} when a level is not finite, or negative where a share is asked.
 * @see Chekhlov, Uryasev and Zabarankin, Drawdown Measure in Portfolio Optimization, IJTAF 8 (2005)
 * @example drawdownPath([100, 80, 120, 90], "relative") // [0, 0.2, 0, 0.25]
 */
export function drawdownPath(path: readonly number[], kind: DrawdownKind): number[] {
  requireFinite(path, "the path");
  if (kind === "relative" && path.some((level) => level < 0)) {
    throw new InvalidRequestError(
      'Expected levels of at least 0; measure a path that goes below 0 as "absolute".',
    );
  }
  let peak = -Infinity;
  return path.map((level) => {
    peak = Math.max(peak, level);
    return fall(peak, level, kind);
  });
}
