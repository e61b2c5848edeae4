import type { Rational } from "../domain/rational.ts";
import { automaticBlockLength } from "./automatic-block-length.ts";
import { type BootstrapSettings, bootstrapInterval } from "./bootstrap-interval.ts";
import { type DrawdownKind, drawdownPath } from "./drawdown-path.ts";
import { type Estimate, estimated, tooFew } from "./estimate.ts";
import { historicalTail } from "./historical-tail.ts";
import { requireLevel } from "./level.ts";

const FEWEST_LEVELS = 100;

function conditionalDrawdown(path: readonly number[], level: Rational, kind: DrawdownKind): number {
  return historicalTail(Float64Array.from(drawdownPath(path, kind)).sort(), level).expectedShortfall;
}

/** Growth from one level to the next: a factor for "relative" (null after a level of 0), a difference otherwise. */
function steps(path: readonly number[], kind: DrawdownKind): number[] | null {
  const grown = path.slice(1).map((level, i) => {
    const before = path[i] as number;
    return kind === "absolute" ? level - before : level / before;
  });
  return grown.every(Number.isFinite) ? grown : null;
}

/** A path that starts where the original starts and takes the steps in a resampled order. */
function rebuild(first: number, chosen: Iterable<number>, kind: DrawdownKind): number[] {
  const path = [first];
  let level = first;
  for (const step of chosen) {
    level = kind === "absolute" ? level + step : level * step;
    path.push(level);
  }
  return path;
}

/**
 * Estimates conditional drawdown at risk: the mean of the worst share 1 - α of the drawdown path, exact at the boundary.
 * The interval resamples the path's steps in blocks, chosen on their sizes about no change, and builds each path anew.
 *
 * @param path - Levels in time order; see {@link drawdownPath}.
 * @param measure - α inside (0, 1), and how a fall is measured.
 * @param bootstrap - Leave it out for the value alone.
 * @returns A share or the path's unit; INSUFFICIENT_DATA below 100 levels. The interval is null when a level of 0 has no next step.
 * @throws {InvalidRequestError} as {@link drawdownPath} does, or for a level or settings out of range.
 * @see Chekhlov, Uryasev and Zabarankin, Drawdown Measure in Portfolio Optimization, IJTAF 8 (2005)
 */
export function conditionalDrawdownAtRisk(
  path: readonly number[],
  measure: { readonly level: Rational; readonly kind: DrawdownKind },
  bootstrap?: BootstrapSettings,
): Estimate {
  const { level, kind } = measure;
  requireLevel(level);
  const n = path.length;
  const method = `mean of the worst share of ${kind} drawdowns`;
  if (n < FEWEST_LEVELS) return tooFew(n, FEWEST_LEVELS, method);
  const value = conditionalDrawdown(path, level, kind);
  if (bootstrap === undefined) return estimated({ value, n, method });
  const growth = steps(path, kind);
  if (growth === null) {
    return estimated({ value, n, method, reason: "A level of 0 has no next step to resample." });
  }
  const unchanged = kind === "absolute" ? 0 : 1;
  const blockLength =
    bootstrap.blockLength ?? automaticBlockLength(growth.map((g) => Math.abs(g - unchanged)));
  const found = bootstrapInterval({ n: growth.length, blockLength }, bootstrap, (indices) => {
    const chosen = Array.from(indices, (index) => growth[index] as number);
    return conditionalDrawdown(rebuild(path[0] as number, chosen, kind), level, kind);
  });
  return estimated({ ...found, value, n, method: `${method}; ${found.method}` });
}
