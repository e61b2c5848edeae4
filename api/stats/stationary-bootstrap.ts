import { InvalidRequestError } from "../domain/errors.ts";
import type { Random } from "./seeded-random.ts";

/** One resampling plan. */
export type StationaryBootstrap = {
  /** Length of the series, at least 1. */
  readonly n: number;
  /** Mean block length in observations, at least 1; 1 is the bootstrap of independent observations. */
  readonly blockLength: number;
  readonly replicates: number;
  readonly random: Random;
};

/** Writes one resample: blocks start anywhere, end with chance 1/blockLength at each step, and wrap around. */
function fillIndices(indices: Uint32Array, plan: StationaryBootstrap): void {
  const { n, blockLength, random } = plan;
  const restart = 1 / blockLength;
  let index = 0;
  for (let i = 0; i < indices.length; i++) {
    const starts = i === 0 || random.nextUniform() < restart;
    index = starts ? random.nextBelow(n) : (index + 1) % n;
    indices[i] = index;
  }
}

/**
 * Resamples a stationary series in blocks of geometric length and returns the statistic of each resample.
 * The result depends on the generator's state alone: the same seed gives the same bytes.
 *
 * @param statistic - Gets the indices of one resample, valid during the call; several series resampled alike stay aligned.
 * @throws {InvalidRequestError} when a setting is out of range.
 * @see Politis and Romano, The Stationary Bootstrap, JASA 89 (1994)
 */
export function stationaryBootstrap(
  plan: StationaryBootstrap,
  statistic: (indices: Uint32Array) => number,
): Float64Array {
  const { n, blockLength, replicates } = plan;
  if (
    !(Number.isInteger(n) && n >= 1 && blockLength >= 1 && Number.isInteger(replicates) && replicates >= 1)
  ) {
    throw new InvalidRequestError(
      `Expected n, blockLength and replicates of at least 1, got ${n}, ${blockLength} and ${replicates}.`,
    );
  }
  const indices = new Uint32Array(n);
  const results = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    fillIndices(indices, plan);
    results[replicate] = statistic(indices);
  }
  return results;
}
