const WORD = (1n << 64n) - 1n;

/**
 * Random choices from a seed: the same seed gives the same choices on every machine.
 *
 * @see Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators (OOPSLA 2014), SplitMix64.
 * @example `new Chance(1234567n).next()` is 6457827717110365317n.
 */
export class Chance {
  #state: bigint;

  /** @param seed - From 0, below 2^64. */
  constructor(seed: bigint) {
    this.#state = seed;
  }

  /** The next number, from 0, below 2^64. */
  next(): bigint {
    this.#state = (this.#state + 0x9e3779b97f4a7c15n) & WORD;
    let word = this.#state;
    word = ((word ^ (word >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD;
    word = ((word ^ (word >> 27n)) * 0x94d049bb133111ebn) & WORD;
    return word ^ (word >> 31n);
  }

  /** A whole number from the lowest to the highest, both possible. */
  between(lowest: bigint, highest: bigint): bigint {
    return lowest + (this.next() % (highest - lowest + 1n));
  }

  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): T[] {
    return things
      .map((thing) => ({ thing, place: this.next() }))
      .sort((one, other) => (one.place < other.place ? -1 : 1))
      .map(({ thing }) => thing);
  }
}
