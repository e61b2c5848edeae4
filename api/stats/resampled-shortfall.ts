import type { Rational } from "../domain/rational.ts";
import { tailWeight } from "./historical-tail.ts";

/** A sample in ascending order, with the rank of each of its members. */
type Ranked = { readonly ascending: Float64Array; readonly rankOf: Uint32Array };

function rank(sample: Float64Array): Ranked {
  const order = Array.from(sample.keys()).sort((i, j) => (sample[i] as number) - (sample[j] as number));
  const rankOf = new Uint32Array(sample.length);
  for (const [position, index] of order.entries()) rankOf[index] = position;
  return { ascending: sample.slice().sort(), rankOf };
}

/** The rank of the (whole + 1)-th largest member of the resample. */
function rankBeyond(counts: Uint32Array, whole: number): number {
  let position = counts.length - 1;
  let seen = counts[position] as number;
  while (seen <= whole) {
    position--;
    seen += counts[position] as number;
  }
  return position;
}

/**
 * Makes the expected shortfall of resamples of one sample: each is counted by rank instead of sorted,
 * so that its cost grows with its size alone. The result is that of historical-tail.ts up to rounding.
 *
 * @param sample - Losses, finite, at least one.
 * @param level - α inside (0, 1).
 * @returns A function of the indices of a resample as long as the sample; it reuses its memory from call to call.
 */
export function resampledShortfall(sample: Float64Array, level: Rational): (indices: Uint32Array) => number {
  const { ascending, rankOf } = rank(sample);
  const { whole, rest } = tailWeight(sample.length, level);
  const counts = new Uint32Array(sample.length);
  return (indices) => {
    counts.fill(0);
    for (const index of indices) {
      const position = rankOf[index] as number;
      counts[position] = (counts[position] as number) + 1;
    }
    const boundary = rankBeyond(counts, whole);
    const valueAtRisk = ascending[boundary] as number;
    let beyond = 0;
    for (let position = boundary + 1; position < counts.length; position++) {
      beyond += (counts[position] as number) * ((ascending[position] as number) - valueAtRisk);
    }
    return valueAtRisk + beyond / (whole + rest);
  };
}
