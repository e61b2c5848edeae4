/**
 * Largest of the last values of a series, O(1) amortised a value (a queue of falling candidates). It is known only
 * where every value of the window is.
 */
export class RollingMaximum {
  readonly #length: number;
  readonly #values: Float64Array;
  readonly #places: Float64Array;
  #head = 0;
  #count = 0;
  #place = 0;
  #known = 0;

  /** @param length - Values in the window, at least 1. */
  constructor(length: number) {
    this.#length = length;
    this.#values = new Float64Array(length);
    this.#places = new Float64Array(length);
  }

  /**
   * Adds the newest value.
   *
   * @param value - Finite, or NaN when missing, which empties the window.
   * @returns The largest of the window, or NaN while it is not full.
   */
  push(value: number): number {
    this.#place += 1;
    if (Number.isNaN(value)) {
      this.#count = 0;
      this.#known = 0;
      return Number.NaN;
    }
    this.#known += 1;
    this.#drop(value);
    const tail = (this.#head + this.#count) % this.#length;
    this.#values[tail] = value;
    this.#places[tail] = this.#place;
    this.#count += 1;
    return this.#known >= this.#length ? (this.#values[this.#head] as number) : Number.NaN;
  }

  /** Drops what left the window and what the new value outlives. */
  #drop(value: number): void {
    if (this.#count > 0 && (this.#places[this.#head] as number) <= this.#place - this.#length) {
      this.#head = (this.#head + 1) % this.#length;
      this.#count -= 1;
    }
    while (
      this.#count > 0 &&
      (this.#values[(this.#head + this.#count - 1) % this.#length] as number) <= value
    )
      this.#count -= 1;
  }
}
