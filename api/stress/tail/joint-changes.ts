import { logChange } from "./log-change.ts";

/**
 * Returns the logarithmic changes of several series from bucket to bucket, at the times at which all of them have one.
 *
 * @param series - Levels of one length in time order, null where there is none.
 * @returns One row for each such time; no rows for no series.
 */
export function jointChanges(series: readonly (readonly (number | null)[])[]): number[][] {
  const length = series[0]?.length ?? 0;
  const rows: number[][] = [];
  for (let at = 1; at < length; at++) {
    const row = series.map((levels) => logChange(levels[at - 1] ?? null, levels[at] ?? null));
    if (row.every((change) => change !== null)) rows.push(row);
  }
  return rows;
}
