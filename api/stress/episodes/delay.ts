/** Gives back values after a fixed number of steps; NaN before the first. */
export class Delay {
  readonly #ring: Float64Array;
  #next = 0;

  /** @param length - Steps. */
  constructor(length: number) {
    this.#ring = new Float64Array(length).fill(Number.NaN);
  }

  /** Takes the newest value and returns the one that came `length` steps before it. */
  push(value: number): number {
    const delayed = this.#ring[this.#next] as number;
    this.#ring[this.#next] = value;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
    return delayed;
  }
}
