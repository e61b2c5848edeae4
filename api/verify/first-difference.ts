import type { BlockRange } from "./tally.ts";

/**
 * Finds the first block that differs, by halving the range: 24 comparisons for sixteen million blocks.
 *
 * @param differs - Whether any block of a part of the range differs.
 * @param range - A range that differs.
 */
export async function firstDifference(
  differs: (range: BlockRange) => Promise<boolean>,
  range: BlockRange,
): Promise<bigint> {
  let { from, to } = range;
  while (from < to) {
    const middle = (from + to) / 2n;
    if (await differs({ from, to: middle })) to = middle;
    else from = middle + 1n;
  }
  return from;
}
