/** How much was read up to one moment. */
interface Sample {
  /** Milliseconds, any origin. */
  readonly at: number;
  readonly rows: number;
  /** Last block read; null before the first. */
  readonly block: bigint | null;
}

const WINDOW_MS = 10_000;

/** Measures how fast an ingest reads, over the last ten seconds or, where commits are rarer, since the last but one. */
export class Pace {
  #samples: Sample[];

  /** @param startedAt - Milliseconds, any origin. */
  constructor(startedAt: number) {
    this.#samples = [{ at: startedAt, rows: 0, block: null }];
  }

  /** Rows so far. */
  get rows(): number {
    return this.#samples.at(-1)?.rows ?? 0;
  }

  /** Takes a commit into account. */
  note(at: number, rows: number, block: bigint): void {
    this.#samples = this.#recent(at);
    this.#samples.push({ at, rows: this.rows + rows, block });
  }

  /** Rows a second, rounded to whole ones; null while nothing can be said, before the first commit. */
  rowsPerSecond(now: number): number | null {
    const [base] = this.#recent(now);
    if (base === undefined || this.#samples.length === 1 || now <= base.at) return null;
    return Math.round(((this.rows - base.rows) * 1000) / (now - base.at));
  }

  /**
   * Estimates the seconds that some blocks will still take at the present pace of blocks, rounded up; null before the
   * second commit, or when nothing has moved for ten seconds.
   *
   * @example 100 blocks in the last 10 s, 250 left: 25
   */
  secondsFor(blocks: bigint, now: number): number | null {
    const known = this.#recent(now).filter(({ block }) => block !== null);
    const [first, last] = [known[0], known.at(-1)];
    const done = (last?.block ?? 0n) - (first?.block ?? 0n);
    if (first === undefined || done <= 0n) return null;
    return Math.ceil((Number(blocks) * (now - first.at)) / 1000 / Number(done));
  }

  /** The samples of the window and the one before it, from which it counts. */
  #recent(now: number): Sample[] {
    const older = this.#samples.findLastIndex(({ at }) => at <= now - WINDOW_MS);
    return this.#samples.slice(Math.max(older, 0));
  }
}
