import { InvalidRequestError } from "../domain/errors.ts";
import { rational } from "../domain/rational.ts";
import { bcaCorrection, bcaLevel, blockJackknife } from "./bca-levels.ts";
import type { Interval } from "./estimate.ts";
import { normalQuantile } from "./normal-quantile.ts";
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
  /** Percentiles of the resamples, or those that correct for bias and skewness (BCa); PERCENTILE unless told. */
  readonly kind?: BootstrapKind;
};

/** How the ends of a bootstrap interval are placed among the resamples. */
export type BootstrapKind = "PERCENTILE" | "BCA";

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
 * Returns the interval of a statistic under the stationary bootstrap: percentiles of the resamples, or BCa with a jack-knife that leaves
 * out blocks of the mean length.
 *
 * @param series - Length of the series and the block length to use when the settings name none.
 * @param settings - See {@link BootstrapSettings}.
 * @param statistic - Of the indices of one resample.
 * @param whole - The same for any number of indices in time order, for BCA; `statistic` unless given.
 * @throws {InvalidRequestError} for fewer than 999 replicates, a block length below 1, or a confidence outside (0, 1).
 * @see Davison and Hinkley, Bootstrap Methods and their Application, sections 5.3.1 and 5.3.2
 */
export function bootstrapInterval(
  series: { readonly n: number; readonly blockLength: number },
  settings: BootstrapSettings,
  statistic: (indices: Uint32Array) => number,
  whole: (indices: Uint32Array) => number = statistic,
): BootstrapInterval {
  const { random, replicates = 2000, blockLength = series.blockLength, confidence = 0.95 } = settings;
  const tail = twoSidedTail(confidence);
  if (replicates < FEWEST_REPLICATES) {
    throw new InvalidRequestError(`Expected at least ${FEWEST_REPLICATES} replicates, got ${replicates}.`);
  }
  const { n } = series;
  const results = stationaryBootstrap({ n, blockLength, replicates, random }, statistic);
  const { kind = "PERCENTILE" } = settings;
  const levels = kind === "BCA" ? bcaLevels({ n, blockLength, tail }, results, whole) : [tail, 1 - tail];
  const interval = results.every(Number.isFinite) ? quantiles(results.sort(), levels) : null;
  const name = kind === "BCA" ? "BCa" : "percentile";
  const method = `stationary bootstrap, ${name}, mean block ${blockLength}, ${replicates} replicates`;
  return { interval, confidence, effectiveN: n / blockLength, method };
}

/** Levels of both ends among the replicates; null where no correction can be found. */
function bcaLevels(
  { n, blockLength, tail }: { readonly n: number; readonly blockLength: number; readonly tail: number },
  replicates: Float64Array,
  statistic: (indices: Uint32Array) => number,
): readonly number[] | null {
  if (n <= Math.ceil(blockLength)) return null;
  const value = statistic(Uint32Array.from({ length: n }, (_, i) => i));
  const correction = bcaCorrection(value, replicates, blockJackknife(n, blockLength, statistic));
  if (correction === null) return null;
  const z = normalQuantile(tail);
  return [bcaLevel(correction, z), bcaLevel(correction, -z)];
}

/** The replicates at two levels; null where there are none, or one falls off the end. */
function quantiles(ascending: Float64Array, levels: readonly number[] | null): Interval | null {
  const parts = levels?.map((level) =>
    BigInt(Math.round((Number.isFinite(level) ? level : 0) * Number(PARTS))),
  );
  const [lower, upper] = parts ?? [];
  if (lower === undefined || upper === undefined) return null;
  if (!(lower > 0n && upper < PARTS && lower <= upper)) return null;
  return {
    lower: sampleQuantile(ascending, rational(lower, PARTS)),
    upper: sampleQuantile(ascending, rational(upper, PARTS)),
  };
}
