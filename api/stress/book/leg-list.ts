import type { StressLegs } from "./stress-book.ts";

/** One thing that an account pledges or owes. */
export type Leg = {
  readonly factor: number;
  readonly market: number;
  readonly raw: bigint;
  readonly amount: number;
};

/** Legs of accounts that come one by one. */
export class LegList {
  readonly #start = [0];
  readonly #legs: Leg[] = [];

  /** Takes the legs of the next account. */
  add(legs: readonly Leg[]): void {
    this.#legs.push(...legs);
    this.#start.push(this.#legs.length);
  }

  /** All legs, flat. */
  toArrays(): StressLegs {
    return {
      start: Int32Array.from(this.#start),
      factor: Int32Array.from(this.#legs, ({ factor }) => factor),
      market: Int32Array.from(this.#legs, ({ market }) => market),
      amount: Float64Array.from(this.#legs, ({ amount }) => amount),
      raw: this.#legs.map(({ raw }) => raw),
    };
  }
}
