import { InvalidRequestError } from "../domain/errors.ts";
import { rational } from "../domain/rational.ts";
import type { Interval } from "./estimate.ts";
import { sampleQuantile } from "./sample-quantile.ts";
import type { Random } from "./seeded-random.ts";
import { stationaryBootstrap } from "./stationary-bootstrap.ts";
import { twoSidedTail } from "./two-sided-tail.ts";

/** How an interval is bootstrapped. */
export type BootstrapSettings = {
  readonly random: Random;
  /** Resamples, at least 999; 2000 unless told. */
  readonly replicates?: number;
  /** Mean block length in observations, at least 1; chosen from the series unless told. */
  readonly blockLength?: number;
  /** Two-sided; 0.95 unless told. */
  readonly confidence?: number;
};

/** A bootstrap interval with what it was made of. */
export type BootstrapInterval = {
  /** Null when a resample had no finite statistic. */
  readonly interval: Interval | null;
  readonly confidence: number;
  /** n / blockLength: how many blocks the series holds. */
  readonly effectiveN: number;
  readonly method: string;
};

const FEWEST_REPLICATES = 999;
const PARTS = 1_000_000_000_000n;

/**
 * Returns the percentile interval of a statistic under the stationary bootstrap.
 *
 * @param series - Length of the series and the block length to use when the settings name none.
 * @param settings - See {@link BootstrapSettings}.
 * @param statistic - Of the indices of one resample.
 * @throws {InvalidRequestError} for fewer than 999 replicates, a block length below 1, or a confidence outside (0, 1).
 * @see Davison and Hinkley, Bootstrap Methods and their Application, section 5.3.1
 */
export function bootstrapInterval(
  series: { readonly n: number; readonly blockLength: number },
  settings: BootstrapSettings,
  statistic: (indices: Uint32Array) => number,
): BootstrapInterval {
  const { random, replicates = 2000, blockLength = series.blockLength, confidence = 0.95 } = settings;
  const tail = twoSidedTail(confidence);
  if (replicates < FEWEST_REPLICATES) {
    throw new InvalidRequestError(`Expected at least ${FEWEST_REPLICATES} replicates, got ${replicates}.`);
  }
  const { n } = series;
  const results = stationaryBootstrap({ n, blockLength, replicates, random }, statistic);
  const level = BigInt(Math.round(tail * Number(PARTS)));
  const ascending = results.sort();
  const interval = results.every(Number.isFinite)
    ? {
        lower: sampleQuantile(ascending, rational(level, PARTS)),
        upper: sampleQuantile(ascending, rational(PARTS - level, PARTS)),
      }
    : null;
  const method = `stationary bootstrap, percentile, mean block ${blockLength}, ${replicates} replicates`;
  return { interval, confidence, effectiveN: n / blockLength, method };
}
