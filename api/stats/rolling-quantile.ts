import { SortedBlocks } from "./sorted-blocks.ts";

/**
 * Quantiles of the last values of a series, kept up to date value by value: O(√n) moves a value, no sorting anew.
 * A missing value (NaN) takes its place in the window and counts in nothing.
 */
export class RollingQuantile {
  readonly #ring: Float64Array;
  readonly #sorted = new SortedBlocks();
  #next = 0;

  /** @param length - Values in the window, missing ones included. */
  constructor(length: number) {
    this.#ring = new Float64Array(length).fill(Number.NaN);
  }

  /** Values in the window that are not missing. */
  get count(): number {
    return this.#sorted.size;
  }

  /** Adds the newest value and drops the one that leaves the window. @param value - Finite, or NaN when missing. */
  push(value: number): void {
    const leaving = this.#ring[this.#next] as number;
    if (!Number.isNaN(leaving)) this.#sorted.remove(leaving);
    if (!Number.isNaN(value)) this.#sorted.insert(value);
    this.#ring[this.#next] = value;
    this.#next = this.#next + 1 === this.#ring.length ? 0 : this.#next + 1;
  }

  /**
   * Returns the quantile of type 7 (Hyndman and Fan 1996): linear between the values of rank (n − 1)·p.
   *
   * @param probability - In [0, 1].
   * @returns NaN when the window holds no value.
   * @example of 1, 2, 3, 4 at 0.5: 2.5
   */
  quantile(probability: number): number {
    const n = this.#sorted.size;
    if (n === 0) return Number.NaN;
    const place = (n - 1) * probability;
    const below = Math.floor(place);
    const low = this.#sorted.at(below);
    if (below === place) return low;
    return low + (place - below) * (this.#sorted.at(below + 1) - low);
  }

  /** Returns the share of the window's values that are at most this one: its empirical cdf; NaN when it holds none. */
  rankOf(value: number): number {
    const n = this.#sorted.size;
    return n === 0 ? Number.NaN : this.#sorted.countAtMost(value) / n;
  }
}
