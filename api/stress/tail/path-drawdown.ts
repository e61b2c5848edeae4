import type { Rational } from "../../domain/rational.ts";
import type { BootstrapSettings } from "../../stats/bootstrap-interval.ts";
import { conditionalDrawdownAtRisk } from "../../stats/conditional-drawdown-at-risk.ts";
import type { DrawdownKind } from "../../stats/drawdown-path.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { maximumDrawdown } from "../../stats/maximum-drawdown.ts";

/** The falls of a series from its peaks. */
export type PathDrawdown = {
  /** RELATIVE: shares of the peak; ABSOLUTE, in the unit of the series, when it goes below 0. */
  readonly kind: "RELATIVE" | "ABSOLUTE";
  /** Greater than 0; null when the series never falls. */
  readonly depth: number | null;
  /** First seconds of the buckets; null as the depth, `recoveredAt` also when the peak was not reached again. */
  readonly peakAt: number | null;
  readonly troughAt: number | null;
  readonly recoveredAt: number | null;
  /** Mean of the worst share 1 − α of the drawdown path. */
  readonly conditional: Estimate;
};

/** Levels of a series with the first seconds of their buckets, gaps left out. */
export type LevelPath = { readonly levels: readonly number[]; readonly from: readonly number[] };

/** Finds the deepest fall of a series and the mean of its worst ones. */
export function pathDrawdown(
  { levels, from }: LevelPath,
  level: Rational,
  bootstrap?: BootstrapSettings,
): PathDrawdown {
  const kind: DrawdownKind = levels.some((value) => value < 0) ? "absolute" : "relative";
  const deepest = maximumDrawdown(levels, kind);
  const timeOf = (place: number | null | undefined): number | null =>
    place == null ? null : (from[place] as number);
  return {
    kind: kind === "absolute" ? "ABSOLUTE" : "RELATIVE",
    depth: deepest?.depth ?? null,
    peakAt: timeOf(deepest?.peak),
    troughAt: timeOf(deepest?.trough),
    recoveredAt: timeOf(deepest?.recovery),
    conditional: conditionalDrawdownAtRisk(levels, { level, kind }, bootstrap),
  };
}
