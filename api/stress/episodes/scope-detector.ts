import { RollingMaximum } from "../../stats/rolling-maximum.ts";
import { ConditionState } from "./condition-state.ts";
import type { DatedEpisode } from "./dated-episode.ts";
import { bucketsIn, type EpisodeParameters } from "./episode-parameters.ts";
import type { Gauge, Reading } from "./gauge.ts";
import { gaugeOf } from "./gauge-of.ts";
import { RunningEpisode } from "./running-episode.ts";
import type { ConditionId, Trigger } from "./trigger.ts";

type Spans = {
  readonly start: number;
  readonly quiet: number;
  readonly merge: number;
  readonly hold: number;
};

/**
 * Dates the episodes of one scope, bucket by bucket; nothing later is ever looked at, so that what it knows after a
 * bucket is what a run over the buckets up to it gives. A bucket costs O(1) amortised, apart from the order statistics
 * of the quantiles.
 *
 * @see docs/episodes.md
 */
export class ScopeDetector {
  readonly #gauge: Gauge;
  readonly #states: readonly ConditionState[];
  readonly #gap: number;
  readonly #spans: Spans;
  /** Badness and stress of the last buckets, by bucket modulo length. */
  readonly #badness: Float64Array;
  readonly #stress: Float64Array;
  readonly #highest: RollingMaximum;
  readonly #done: RunningEpisode[] = [];
  /** Those that wait for their recovery; the last one has the easiest level. */
  readonly #waiting: { readonly episode: RunningEpisode; readonly level: number }[] = [];
  #current: RunningEpisode | null = null;
  #isActive = false;
  #quiet = 0;
  #bucket = -1;
  #measure = Number.NaN;

  constructor(trigger: Trigger, parameters: EpisodeParameters) {
    const spanOf = (seconds: number) => bucketsIn(seconds, parameters);
    this.#gauge = gaugeOf(trigger, parameters);
    this.#states = this.#gauge.rules.map((rule) => new ConditionState(rule, parameters.offShare));
    this.#gap = parameters.recoveryGap;
    this.#spans = {
      start: spanOf(parameters.startSeconds),
      quiet: spanOf(parameters.quietSeconds),
      merge: spanOf(parameters.mergeSeconds),
      hold: spanOf(parameters.recoverySeconds),
    };
    const longest = Math.max(...this.#gauge.rules.map(({ buckets }) => buckets));
    this.#badness = new Float64Array(this.#spans.start + longest + 1).fill(Number.NaN);
    this.#stress = new Float64Array(this.#badness.length).fill(Number.NaN);
    this.#highest = new RollingMaximum(this.#spans.hold);
  }

  /** What the first condition compared in the last bucket, larger is worse; NaN where it is not known. */
  get measure(): number {
    return this.#measure;
  }

  /** Conditions that could not be judged in any bucket. */
  neverJudged(): ConditionId[] {
    return this.#gauge.rules.flatMap(({ id }, i) => (this.#states[i]?.wasKnown === true ? [] : [id]));
  }

  /** Number of buckets read. */
  get buckets(): number {
    return this.#bucket + 1;
  }

  /**
   * Reads the next bucket.
   *
   * @param values - One for each series of the scope's gauge; NaN where missing.
   * @param stressIndex - Composite stress index, by which the peak is found; NaN without one: then the first condition's measure is taken.
   */
  push(values: readonly number[], stressIndex = Number.NaN): void {
    this.#bucket += 1;
    const reading = this.#gauge.read(values);
    this.#measure = reading.measures[0] as number;
    const stress = Number.isNaN(stressIndex) ? this.#measure : stressIndex;
    this.#badness[this.#bucket % this.#badness.length] = reading.badness;
    this.#stress[this.#bucket % this.#stress.length] = stress;
    this.#current?.follow({ bucket: this.#bucket, badness: reading.badness, stress });
    const isKnown = this.#readConditions(reading);
    this.#step(isKnown);
    this.#watch(this.#highest.push(reading.badness));
  }

  /** The episodes as known after the last bucket, by onset. */
  episodes(): DatedEpisode[] {
    const all = this.#current === null ? this.#done : [...this.#done, this.#current];
    return all.map((episode) => episode.snapshot());
  }

  #readConditions({ measures, thresholds }: Reading): boolean {
    let isKnown = false;
    for (let i = 0; i < this.#states.length; i += 1) {
      const state = this.#states[i] as ConditionState;
      if (state.push(measures[i] as number, thresholds[i] as number)) isKnown = true;
    }
    return isKnown;
  }

  #step(isKnown: boolean): void {
    const isOn = this.#states.some((state) => state.isOn);
    if (isOn) {
      if (!this.#isActive) this.#begin();
      this.#quiet = 0;
      this.#current?.count(this.#bucket, this.#idsOn());
    } else if (this.#isActive && isKnown) {
      this.#quiet += 1;
      if (this.#quiet >= this.#spans.quiet) this.#end();
    }
  }

  #idsOn(): ConditionId[] {
    return this.#gauge.rules.flatMap(({ id }, i) => ((this.#states[i] as ConditionState).isOn ? [id] : []));
  }

  #begin(): void {
    this.#isActive = true;
    const lead = Math.max(...this.#states.map((state) => (state.isOn ? state.lead : 0)));
    const onset = this.#bucket - lead;
    const start = this.#startBefore(onset);
    if (this.#current !== null && start - this.#current.end < this.#spans.merge) return;
    this.#finish();
    const beginning = { start, onset, known: this.#bucket, rank: this.#gauge.rank() };
    this.#current = new RunningEpisode({ ...beginning, startBadness: this.#badnessAt(start) }, this.#gap);
    for (let bucket = start; bucket <= this.#bucket; bucket += 1) {
      const stress = this.#stress[bucket % this.#stress.length] as number;
      this.#current.follow({ bucket, badness: this.#badnessAt(bucket), stress });
    }
  }

  #end(): void {
    this.#isActive = false;
    this.#quiet = 0;
    this.#current?.close();
  }

  /** Last bucket of least badness in the span before the onset; the onset itself when nothing is known before it. */
  #startBefore(onset: number): number {
    let start = onset;
    let best = Number.POSITIVE_INFINITY;
    for (let bucket = Math.max(0, onset - this.#spans.start); bucket < onset; bucket += 1) {
      const badness = this.#badnessAt(bucket);
      if (badness <= best) {
        best = badness;
        start = bucket;
      }
    }
    return start;
  }

  #badnessAt(bucket: number): number {
    return this.#badness[bucket % this.#badness.length] as number;
  }

  /** The current episode takes no more part: another one begins. */
  #finish(): void {
    const episode = this.#current;
    if (episode === null) return;
    episode.overtake();
    this.#done.push(episode);
    const level = episode.openLevel;
    if (level === null) return;
    let at = this.#waiting.length;
    while (at > 0 && (this.#waiting[at - 1] as { level: number }).level > level) at -= 1;
    this.#waiting.splice(at, 0, { episode, level });
  }

  #watch(highest: number): void {
    if (Number.isNaN(highest)) return;
    const since = this.#bucket - this.#spans.hold + 1;
    this.#current?.watch(since, highest);
    for (
      let last = this.#waiting.at(-1);
      last !== undefined && highest <= last.level;
      last = this.#waiting.at(-1)
    ) {
      last.episode.watch(since, highest);
      this.#waiting.pop();
    }
  }
}
