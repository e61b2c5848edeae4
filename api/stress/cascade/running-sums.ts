/** Things that begin to count below a price, by column: each is added to three sums. */
export class PriceSteps {
  readonly prices: number[] = [];
  /** Units of the asset. */
  readonly units: number[] = [];
  /** In the currency of the price. */
  readonly worths: number[] = [];
  /** How many contributions of a fixed worth begin (1) or end (−1). */
  readonly opened: number[] = [];

  /** Adds what begins to count strictly below a price. */
  add(price: number, units: number, worth: number, opened: number): void {
    this.prices.push(price);
    this.units.push(units);
    this.worths.push(worth);
    this.opened.push(opened);
  }
}

/** Sums of steps. */
export type StepSums = { readonly units: number; readonly worth: number; readonly open: number };

const NOTHING: StepSums = { units: 0, worth: 0, open: 0 };

/** Sums of the steps that begin above a price; each look-up is one binary search. */
export class RunningSums {
  /** Highest first. */
  readonly prices: Float64Array;
  readonly #units: Float64Array;
  readonly #worths: Float64Array;
  readonly #open: Float64Array;

  constructor(steps: PriceSteps) {
    const order = Uint32Array.from(steps.prices.keys());
    order.sort((a, b) => (steps.prices[b] as number) - (steps.prices[a] as number));
    const sums = (column: readonly number[]) => {
      let sum = 0;
      return Float64Array.from(order, (at) => {
        sum += column[at] as number;
        return sum;
      });
    };
    this.prices = Float64Array.from(order, (at) => steps.prices[at] as number);
    this.#units = sums(steps.units);
    this.#worths = sums(steps.worths);
    this.#open = sums(steps.opened);
  }

  /** Sums over the steps whose price is strictly above the given one. */
  above(price: number): StepSums {
    let [low, high] = [0, this.prices.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.prices[middle] as number) > price) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return NOTHING;
    const at = low - 1;
    return {
      units: this.#units[at] as number,
      worth: this.#worths[at] as number,
      open: this.#open[at] as number,
    };
  }
}
