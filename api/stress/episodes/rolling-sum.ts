/**
 * Sum of the last values of a series, added oldest first, and anew whenever it changes: it depends on nothing before
 * the window. A missing value (NaN) makes it unknown while it is in the window.
 */
export class RollingSum {
  readonly #ring: Float64Array;
  #next = 0;
  #sum = 0;

  /** @param length - Values in the window; before the first there were zeros. */
  constructor(length: number) {
    this.#ring = new Float64Array(length);
  }

  /** Adds the newest value and returns the sum; NaN while one of the window is missing. */
  push(value: number): number {
    const leaving = this.#ring[this.#next];
    this.#ring[this.#next] = value;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
    if (leaving !== 0 || value !== 0) this.#sum = this.#added();
    return this.#sum;
  }

  #added(): number {
    const ring = this.#ring;
    let sum = 0;
    for (let i = this.#next; i < ring.length; i += 1) sum += ring[i] as number;
    for (let i = 0; i < this.#next; i += 1) sum += ring[i] as number;
    return sum;
  }
}
