import { ColumnReader } from "./column-reader.ts";
import { bucketsIn, type EpisodeParameters } from "./episode-parameters.ts";
import type { NotEvaluated, ScopeSeries } from "./scope.ts";
import { ScopeDetector } from "./scope-detector.ts";
import { type StressEpisode, stressEpisode } from "./stress-episode.ts";

const HOUR = 3_600;

/** Detects the episodes of one scope in steps, so that a caller can do other things between them. */
export class ScopeRun {
  readonly #series: ScopeSeries;
  readonly #parameters: EpisodeParameters;
  readonly #readers: readonly ColumnReader[];
  readonly #values: number[];
  readonly #detector: ScopeDetector;
  readonly #hourly: (number | null)[] = [];
  readonly #hour: number;

  constructor(series: ScopeSeries, parameters: EpisodeParameters) {
    const grid = { from: series.from, bucketSeconds: parameters.bucketSeconds };
    this.#series = series;
    this.#parameters = parameters;
    this.#readers = series.columns.map((column) => new ColumnReader(column, grid));
    this.#values = series.columns.map(() => Number.NaN);
    this.#detector = new ScopeDetector(series.scope.trigger, parameters);
    this.#hour = bucketsIn(HOUR, parameters);
  }

  /** What the first condition compares, in the last bucket of each hour from bucket 0 on; null where it is not known. */
  get hourly(): readonly (number | null)[] {
    return this.#hourly;
  }

  /** Reads some more buckets. @returns Whether there are more. */
  advance(buckets: number): boolean {
    const end = Math.min(this.#series.buckets, this.#detector.buckets + buckets);
    for (let bucket = this.#detector.buckets; bucket < end; bucket += 1) {
      for (let i = 0; i < this.#values.length; i += 1)
        this.#values[i] = (this.#readers[i] as ColumnReader).read(bucket);
      this.#detector.push(this.#values);
      if ((bucket + 1) % this.#hour === 0) this.#hourly.push(finiteOrNull(this.#detector.measure));
    }
    return end < this.#series.buckets;
  }

  /** Conditions that could not be judged in any bucket, and why. */
  notEvaluated(): NotEvaluated[] {
    const { trigger, protocol, subject } = this.#series.scope;
    return this.#detector.neverJudged().map((condition) => ({
      ...{ trigger, protocol, subject },
      reason: `${condition}: no bucket has all the values that it needs; a change needs a day before it, a quantile 90 days.`,
    }));
  }

  /** The episodes as known after the last bucket that was read, by onset. */
  episodes(): StressEpisode[] {
    const { scope, from } = this.#series;
    const { bucketSeconds } = this.#parameters;
    const at = from + this.#detector.buckets * bucketSeconds;
    return this.#detector
      .episodes()
      .map((dated) => stressEpisode(scope, dated, { from, at, parameters: this.#parameters }));
  }
}

/**
 * Detects the episodes of one scope; a pure function of what can be handed to a worker.
 *
 * @see docs/episodes.md
 */
export function detectEpisodes(series: ScopeSeries, parameters: EpisodeParameters): StressEpisode[] {
  const run = new ScopeRun(series, parameters);
  run.advance(series.buckets);
  return run.episodes();
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
