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
    const row = series.flatMap((levels) => change(levels[at - 1] ?? null, levels[at] ?? null));
    if (row.length === series.length) rows.push(row);
  }
  return rows;
}

function change(before: number | null, after: number | null): number[] {
  return before !== null && after !== null && before > 0 && after > 0 ? [Math.log(after / before)] : [];
}
