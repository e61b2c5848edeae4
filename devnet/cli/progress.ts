/** Where progress is shown. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between lines of the same kind when the output is no terminal. */
const LINE_INTERVAL_MS = 3_000;
const SECOND_MS = 1_000;
const CLEAR_LINE = "\r\u001b[K";
const DEFAULT_COLUMNS = 80;

/** Shows what is happening: one live line on a terminal, a line every few seconds elsewhere. */
export class Progress {
  readonly #output: ProgressOutput;
  readonly #now: () => number;
  #lastShown = Number.NEGATIVE_INFINITY;
  #isLive = false;
  #isEnded = false;

  /**
   * @param output - Usually standard output.
   * @param now - Clock, milliseconds.
   */
  constructor(output: ProgressOutput, now: () => number = Date.now) {
    this.#output = output;
    this.#now = now;
  }

  /** Shows a fact that stays: a part has started, a URL. */
  line(text: string): void {
    this.#output.write(`${this.#isLive ? CLEAR_LINE : ""}${text}\n`);
    this.#isLive = false;
  }

  /** Shows no more of how far things are, because they are being stopped. */
  end(): void {
    this.#isEnded = true;
  }

  /** Shows how far something is; replaced by what comes next. */
  live(text: string): void {
    if (this.#isEnded) return;
    if (this.#output.isTTY) this.#showLive(text);
    else if (this.#now() - this.#lastShown >= LINE_INTERVAL_MS) this.#showLine(text);
  }

  /** Shows, while something without progress of its own goes on, for how long it has. */
  async during<T>(text: string, work: Promise<T>): Promise<T> {
    const started = this.#now();
    const show = () => this.live(`${text} · ${Math.round((this.#now() - started) / 1000)} s`);
    const timer = setInterval(show, SECOND_MS);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  }

  #showLive(text: string): void {
    const columns = this.#output.columns || DEFAULT_COLUMNS;
    this.#output.write(`${CLEAR_LINE}${text.slice(0, columns - 1)}`);
    this.#isLive = true;
  }

  #showLine(text: string): void {
    this.#lastShown = this.#now();
    this.line(text);
  }
}
