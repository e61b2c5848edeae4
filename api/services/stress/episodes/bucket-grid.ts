import { scaled } from "../../../domain/rational.ts";
import { toDouble } from "../../../domain/to-double.ts";
import type { Column } from "../../../stress/episodes/scope.ts";

/** The buckets of a protocol's scopes: from its first fact to the last bucket that ended by the view's block. */
export type BucketGrid = {
  /** First second of bucket 0. */
  readonly from: bigint;
  readonly seconds: bigint;
  readonly buckets: number;
};

/** Makes the grid. @param at - Time of the view's block. */
export function bucketGrid(first: bigint, at: bigint, seconds: bigint): BucketGrid {
  const from = first - (first % seconds);
  return { from, seconds, buckets: Math.max(0, Number((at - from) / seconds)) };
}

/** Number of the bucket that starts at a time; negative before the grid. */
export function bucketAtTime({ from, seconds }: BucketGrid, time: bigint): number {
  return Number((time - from) / seconds);
}

/** One value of a column. */
export type Entry = { readonly from: bigint; readonly value: number };

/** A column of values that hold, or flow. @param holds - Buckets after which a LEVEL is missing; null for never. */
export function column(
  grid: BucketGrid,
  kind: Column["kind"],
  entries: readonly Entry[],
  { holds = null, scale = 1 }: { readonly holds?: number | null; readonly scale?: number } = {},
): Column {
  return {
    ...{ kind, holds, scale },
    buckets: entries.map(({ from }) => bucketAtTime(grid, from)),
    values: entries.map(({ value }) => value),
  };
}

/** A level that is a running sum from zero. */
export function runningLevel(
  grid: BucketGrid,
  changes: readonly { readonly from: bigint; readonly change: bigint }[],
  decimals: number | null,
): Column {
  let sum = 0n;
  const entries = changes.map(({ from, change }) => {
    sum += change;
    return { from, value: wholeUnits(sum, decimals) };
  });
  return column(grid, "LEVEL", [{ from: grid.from, value: 0 }, ...entries]);
}

/** Turns a sum of smallest units into a double of whole units; units stay smallest where the decimals are not known. */
export function wholeUnits(raw: bigint, decimals: number | null): number {
  return toDouble(scaled(raw, decimals ?? 0));
}
