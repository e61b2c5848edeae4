/** Something that begins to count below a price: added to two sums. */
export type PriceStep = {
  readonly price: number;
  /** Added to the sum of units. */
  readonly units: number;
  /** Added to the sum of worths, in the currency of the price. */
  readonly worth: number;
  /** How many contributions of a fixed worth begin (1) or end (−1) here. */
  readonly open: number;
};

/** Sums of the steps that begin above a price; each look-up is one binary search. */
export class RunningSums {
  /** Highest first. */
  readonly prices: readonly number[];
  readonly #sums: readonly PriceStep[];

  constructor(steps: readonly PriceStep[]) {
    const sorted = [...steps].sort((a, b) => b.price - a.price);
    let [units, worth, open] = [0, 0, 0];
    this.prices = sorted.map(({ price }) => price);
    this.#sums = sorted.map((step) => {
      units += step.units;
      worth += step.worth;
      open += step.open;
      return { price: step.price, units, worth, open };
    });
  }

  /** Sums over the steps whose price is strictly above the given one. */
  above(price: number): Omit<PriceStep, "price"> {
    let [low, high] = [0, this.prices.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.prices[middle] as number) > price) low = middle + 1;
      else high = middle;
    }
    return this.#sums[low - 1] ?? { units: 0, worth: 0, open: 0 };
  }
}
