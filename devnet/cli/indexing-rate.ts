/** How far indexing is at one moment. */
export interface IndexingSample {
  /** Milliseconds, any origin. */
  readonly time: number;
  readonly block: number;
  /** Events handled so far. */
  readonly events: number;
}

const WINDOW_MS = 15_000;
const INTEGER = new Intl.NumberFormat("en-US");

/** Describes the progress of indexing with its rate and the time left, over the last seconds. */
export class IndexingRate {
  #samples: IndexingSample[] = [];

  /**
   * Adds a sample and returns a line such as
   * `indexing block 1,200 of 4,000 · 52,000 events · 4,100 events/s · 14 s left`.
   *
   * @param sample - The present state.
   * @param target - Block to reach.
   */
  describe(sample: IndexingSample, target: number): string {
    this.#samples = [...this.#samples.filter(({ time }) => time >= sample.time - WINDOW_MS), sample];
    const first = this.#samples[0] ?? sample;
    const seconds = (sample.time - first.time) / 1000;
    const parts = [
      `indexing block ${INTEGER.format(sample.block)} of ${INTEGER.format(target)}`,
      `${INTEGER.format(sample.events)} events`,
    ];
    if (seconds > 0)
      parts.push(`${INTEGER.format(Math.round((sample.events - first.events) / seconds))} events/s`);
    const left = timeLeft(sample, first, target);
    if (left !== null) parts.push(`${left} left`);
    return parts.join(" · ");
  }
}

/** Time to the target at the pace since the first sample; `null` when nothing moved. */
function timeLeft(sample: IndexingSample, first: IndexingSample, target: number): string | null {
  const blocks = sample.block - first.block;
  if (blocks <= 0 || sample.block >= target) return null;
  return duration(((target - sample.block) * (sample.time - first.time)) / blocks / 1000);
}

/** Returns seconds in the largest unit that is not below one: `14 s`, `3 min`, `5 h`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
