import { type Estimate, estimated, type Interval } from "./estimate.ts";
import { requireFinite } from "./require-finite.ts";
import type { Random } from "./seeded-random.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** A series in time and the threshold whose exceedances may cluster. */
export type ExtremalIndexInput = {
  /** Values at equal distances in time, in order, any unit. */
  readonly series: readonly number[];
  /** Unit of the series; an exceedance is strictly above it. */
  readonly threshold: number;
  /** Two-sided coverage of the interval, such as 0.95. */
  readonly confidence: number;
};

/** Source and number of the resamples behind an interval. */
export type Resampling = { readonly random: Random; readonly resamples: number };

/** Fewest exceedances for an estimate. */
const MINIMUM_EXCEEDANCES = 30;

const METHOD = "Ferro-Segers intervals estimator, cluster bootstrap";

/**
 * Estimates the extremal index θ, the reciprocal of the mean size of a cluster of exceedances, from the times T between them:
 * 2(ΣT)²/((N−1)ΣT²) when no T exceeds 2, else 2(Σ(T−1))²/((N−1)Σ(T−1)(T−2)), at most 1.
 * Interval: percentiles after resampling the times between and the patterns within clusters.
 *
 * @param resampling - Seeded generator and number of resamples, 1000 or more for a 95 % interval.
 * @returns θ in (0, 1], no unit; `n` is the length of the series, `effectiveN` the number of clusters θN; INSUFFICIENT_DATA below 30 exceedances.
 * @throws {InvalidRequestError} when a value is not finite or the confidence is not inside (0, 1).
 * @see Ferro, Segers, Inference for clusters of extreme values, JRSS B 65 (2003)
 */
export function extremalIndex(input: ExtremalIndexInput, resampling: Resampling): Estimate {
  const { series, threshold, confidence } = input;
  requireFinite(series, "series");
  twoSidedZ(confidence);
  const times = timesBetween(series, threshold);
  const exceedances = times.length + 1;
  if (exceedances < MINIMUM_EXCEEDANCES) {
    const found = series.some((x) => x > threshold) ? exceedances : 0;
    return tooFewInTail(found, MINIMUM_EXCEEDANCES, { n: series.length, method: METHOD });
  }
  const value = intervalsEstimator(times);
  const interval = clusterBootstrap(times, value, { ...resampling, confidence });
  const effectiveN = value * exceedances;
  return estimated({ value, interval, confidence, n: series.length, effectiveN, method: METHOD });
}

/** Steps from each exceedance to the next. */
function timesBetween(series: readonly number[], threshold: number): number[] {
  const places = series.flatMap((x, i) => (x > threshold ? [i] : []));
  return places.slice(1).map((place, i) => place - (places[i] as number));
}

/** θ of a list of times between exceedances, each at least 1. */
function intervalsEstimator(times: readonly number[]): number {
  const far = times.some((time) => time > 2);
  let sum = 0;
  let products = 0;
  for (const time of times) {
    sum += far ? time - 1 : time;
    products += far ? (time - 1) * (time - 2) : time * time;
  }
  return Math.min(1, (2 * sum * sum) / (times.length * products));
}

/** A run of exceedances: the times between its members; empty for a single one. */
type Cluster = readonly number[];

/** Splits at the longest times, as many as θ says that there are clusters, fewer where times tie. */
function decluster(times: readonly number[], theta: number): { between: number[]; clusters: Cluster[] } {
  const descending = [...times].sort((a, b) => b - a);
  const cuts = Math.min(times.length, Math.floor(theta * (times.length + 1)));
  const shortest = descending[cuts] ?? 0;
  const between: number[] = [];
  const clusters: number[][] = [[]];
  for (const time of times) {
    if (time > shortest) {
      between.push(time);
      clusters.push([]);
    } else clusters.at(-1)?.push(time);
  }
  return { between, clusters };
}

/** Percentile interval of θ over resampled clusters. */
function clusterBootstrap(
  times: readonly number[],
  theta: number,
  { random, resamples, confidence }: Resampling & { readonly confidence: number },
): Interval | null {
  const { between, clusters } = decluster(times, theta);
  if (between.length < 2) return null;
  const estimates = Float64Array.from({ length: resamples }, () => {
    const drawn = [...(clusters[random.nextBelow(clusters.length)] as Cluster)];
    for (const _ of between) {
      drawn.push(between[random.nextBelow(between.length)] as number);
      for (const time of clusters[random.nextBelow(clusters.length)] as Cluster) drawn.push(time);
    }
    return intervalsEstimator(drawn);
  }).sort();
  const cut = Math.floor(((1 - confidence) / 2) * resamples);
  return { lower: estimates[cut] ?? null, upper: estimates[resamples - 1 - cut] ?? null };
}
