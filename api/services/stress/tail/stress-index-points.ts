import type { StressIndexAnswer } from "./stress-index.ts";

/** The index in one bucket. */
export type StressIndexPoint = {
  /** First second of the bucket. */
  readonly from: bigint;
  readonly index: number | null;
  readonly coverage: number;
  readonly ranks: readonly (number | null)[];
};

/** Returns the point at a place in the order of time; null where there is none. */
export function pointAt(
  { from, index, coverage, ranks }: StressIndexAnswer,
  at: number,
): StressIndexPoint | null {
  const second = from[at];
  if (second === undefined) return null;
  return {
    from: BigInt(second),
    index: index[at] ?? null,
    coverage: coverage[at] ?? 0,
    ranks: ranks.map((series) => series[at] ?? null),
  };
}
