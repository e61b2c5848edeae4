/** Lets a few tasks run at the same time; the others wait their turn. */
export class Slots {
  #free: number;
  readonly #waiting: Array<() => void> = [];

  /** @param count - Tasks at the same time. */
  constructor(count: number) {
    this.#free = count;
  }

  /** Runs a task as soon as there is room for it. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
