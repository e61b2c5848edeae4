import type { Rational } from "../domain/rational.ts";
import type { Estimate } from "../stats/estimate.ts";
import { sampleMean } from "../stats/sample-mean.ts";
import type { Price } from "./price-board.ts";

/** Seconds after an acquisition at which it is looked at again: a minute, an hour, a day. */
export const MARKOUT_SECONDS = [60n, 3600n, 86_400n] as const;

/** How an asset's price moved after it was acquired. */
export type Markout = {
  /** Seconds after the acquisition. */
  readonly seconds: bigint;
  /** Mean return; a return of 0.01 is 1 %. */
  readonly mean: Estimate;
  /** Returns of zero because the price was the same. */
  readonly unmoved: number;
  /** Acquisitions after which the time has not passed at the block. */
  readonly pending: number;
  /** Acquisitions without a price at either time. */
  readonly unpriced: number;
};

const CONFIDENCE = 0.95;

/** Follows what acquired assets were worth later. Acquisitions of one moment share one return, because they share the price. */
export class MarkoutTally {
  readonly #horizons = MARKOUT_SECONDS.map((seconds) => new Horizon(seconds));
  #last: bigint | null = null;

  /**
   * Takes one acquisition into account; they come in order of time.
   *
   * @param later - One price for each of {@link MARKOUT_SECONDS}; null while that time has not passed.
   */
  add(time: bigint, now: Price, later: readonly (Price | null)[]): void {
    if (time === this.#last) return;
    this.#last = time;
    for (const [i, horizon] of this.#horizons.entries()) horizon.add(now, later[i] ?? null);
  }

  /** Returns what was found so far, by horizon. */
  results(): Markout[] {
    return this.#horizons.map((horizon) => horizon.result());
  }
}

class Horizon {
  readonly #seconds: bigint;
  readonly #returns: number[] = [];
  #unmoved = 0;
  #pending = 0;
  #unpriced = 0;

  constructor(seconds: bigint) {
    this.#seconds = seconds;
  }

  add(now: Price, later: Price | null): void {
    if (later === null) this.#pending += 1;
    else if (now.rate === null || later.rate === null || now.rate.numerator === 0n) this.#unpriced += 1;
    else {
      const change = returnOf(now.rate, later.rate);
      if (change === 0) this.#unmoved += 1;
      this.#returns.push(change);
    }
  }

  result(): Markout {
    return {
      seconds: this.#seconds,
      mean: sampleMean(this.#returns, CONFIDENCE),
      ...{ unmoved: this.#unmoved, pending: this.#pending, unpriced: this.#unpriced },
    };
  }
}

/** later / now − 1; only the difference over the product is rounded, once. */
function returnOf(now: Rational, later: Rational): number {
  const difference = later.numerator * now.denominator - now.numerator * later.denominator;
  return Number(difference) / Number(now.numerator * later.denominator);
}
