import type { DatedEpisode } from "./dated-episode.ts";
import { noTrough, type RecoveryWatch, watchRecovery, worsen } from "./recovery-watch.ts";
import type { ConditionId } from "./trigger.ts";

/** Where an episode begins. */
export type Beginning = {
  readonly start: number;
  readonly startBadness: number;
  readonly onset: number;
  readonly known: number;
  readonly rank: number;
};

/** Badness of one bucket, and the stress by which the peak is found. */
export type Moment = { readonly bucket: number; readonly badness: number; readonly stress: number };

type Peak = { bucket: number; stress: number };

/**
 * An episode that is followed bucket by bucket. What happens after the last bucket with a condition on is kept apart,
 * because it belongs to the episode only if one comes on again.
 */
export class RunningEpisode {
  readonly beginning: Beginning;
  readonly #gap: number;
  readonly #conditions = new Set<ConditionId>();
  #lastOn: number;
  #isOver = false;
  #isOvertaken = false;
  #counted: RecoveryWatch = noTrough();
  #later: RecoveryWatch = noTrough();
  #peak: Peak;
  #laterPeak: Peak = { bucket: -1, stress: Number.NaN };

  /** @param gap - Share of the fall that may be missing at the recovery. */
  constructor(beginning: Beginning, gap: number) {
    this.beginning = beginning;
    this.#gap = gap;
    this.#lastOn = beginning.known;
    this.#peak = { bucket: beginning.onset, stress: Number.NaN };
  }

  /** First bucket after the last one with a condition on. */
  get end(): number {
    return this.#lastOn + 1;
  }

  /** Whether the episode waits for its recovery, and from which level on. */
  get openLevel(): number | null {
    const { recovery, level } = this.#counted;
    return recovery === null && !Number.isNaN(level) ? level : null;
  }

  /** Takes the next bucket; it counts once a condition is on in it or later. */
  follow(moment: Moment): void {
    const { bucket, stress } = moment;
    worsen(this.#later, moment, { start: this.beginning.startBadness, gap: this.#gap });
    const isBeforeOnset = bucket < this.beginning.onset;
    if (isBeforeOnset || Number.isNaN(stress) || stress <= this.#laterPeak.stress) return;
    this.#laterPeak = { bucket, stress };
  }

  /** Counts all buckets up to this one: conditions are on in it. */
  count(bucket: number, conditions: readonly ConditionId[]): void {
    for (const id of conditions) this.#conditions.add(id);
    this.#lastOn = bucket;
    this.#isOver = false;
    if (Number.isNaN(this.#counted.worst) || this.#later.worst > this.#counted.worst)
      this.#counted = this.#later;
    this.#later = noTrough();
    if (Number.isNaN(this.#peak.stress) || this.#laterPeak.stress > this.#peak.stress)
      this.#peak = this.#laterPeak.bucket < 0 ? this.#peak : this.#laterPeak;
    this.#laterPeak = { bucket: -1, stress: Number.NaN };
  }

  /** A quiet day has passed. */
  close(): void {
    this.#isOver = true;
  }

  /** Another episode began that is not merged with this one. */
  overtake(): void {
    this.#isOver = true;
    this.#isOvertaken = this.#counted.recovery === null;
  }

  /** Looks whether a recovery from the onset on has held. See {@link watchRecovery}. */
  watch(since: number, highest: number): void {
    if (since < this.beginning.onset) return;
    watchRecovery(this.#counted, since, highest);
    watchRecovery(this.#later, since, highest);
  }

  /** What is known now. */
  snapshot(): DatedEpisode {
    const { start, onset, known, rank, startBadness } = this.beginning;
    const { trough, worst, recovery } = this.#counted;
    return {
      ...{ start, onset, known, recovery },
      peak: this.#peak.bucket,
      trough: trough < 0 ? start : trough,
      end: this.#isOver ? this.end : null,
      isOvertaken: this.#isOvertaken,
      conditions: [...this.#conditions],
      startBadness: orNull(startBadness),
      troughBadness: orNull(worst),
      rank: orNull(rank),
    };
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
