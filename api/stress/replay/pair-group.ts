import {
  type AccountKernel,
  type Liquidations,
  PROFIT_SLACK,
  type StepPrices,
  WORSE,
} from "./account-kernel.ts";
import { sortOrder } from "./sort-order.ts";

/** Accounts of one collateral and one debt under the same rules. */
export type PairAccounts = {
  readonly market: number;
  /** Index of the factor that is pledged. */
  readonly collateral: number;
  /** Index of the factor that is owed. */
  readonly debt: number;
  readonly threshold: number;
  readonly bonus: number;
  /** Whole units, one entry for each account. */
  readonly pledged: Float64Array;
  /** Whole units above zero. */
  readonly owed: Float64Array;
  /** Price of the collateral in units of the debt at the book's block. */
  readonly rate: number;
};

/** Quotients of two lists, in an order; null for the order in which they are. */
function quotients(tops: Float64Array, bottoms: Float64Array, order: Uint32Array | null): Float64Array {
  const result = new Float64Array(tops.length);
  for (let at = 0; at < tops.length; at++) {
    const index = order === null ? at : (order[at] as number);
    result[at] = (tops[index] as number) / (bottoms[index] as number);
  }
  return result;
}

/** Sums of the first entries, each in two doubles, so that differences keep every digit. */
class PrefixSums {
  readonly #high: Float64Array;
  readonly #low: Float64Array;

  constructor(values: Float64Array, order: Uint32Array) {
    this.#high = new Float64Array(order.length + 1);
    this.#low = new Float64Array(order.length + 1);
    let [high, low] = [0, 0];
    for (let at = 0; at < order.length; at++) {
      const value = values[order[at] as number] as number;
      const sum = high + value;
      const back = sum - high;
      low += high - (sum - back) + (value - back);
      high = sum;
      this.#high[at + 1] = high;
      this.#low[at + 1] = low;
    }
  }

  between(from: number, to: number): number {
    const high = (this.#high[to] as number) - (this.#high[from] as number);
    return high + ((this.#low[to] as number) - (this.#low[from] as number));
  }
}

/**
 * Accounts of one collateral and one debt that are closed as a whole. They are sorted once by the price below which each is
 * unsafe; a step then costs a few binary searches and differences of prefix sums, whatever their number.
 */
export class PairGroup implements AccountKernel {
  readonly #accounts: PairAccounts;
  /** Debt per unit of collateral, largest first: × 1 / threshold it is the critical price. */
  readonly #keys: Float64Array;
  readonly #pledged: PrefixSums;
  readonly #owed: PrefixSums;
  /** Accounts liquidated so far: the first ones. */
  #done = 0;

  constructor(accounts: PairAccounts) {
    this.#accounts = accounts;
    const { owed, pledged } = accounts;
    const order = sortOrder(quotients(pledged, owed, null));
    this.#keys = quotients(owed, pledged, order);
    this.#pledged = new PrefixSums(pledged, order);
    this.#owed = new PrefixSums(owed, order);
  }

  liquidate({ oracle, market }: StepPrices, told: Liquidations): void {
    const { threshold, bonus, rate } = this.#accounts;
    const seen = this.#rate(oracle);
    const isProfitable = this.#rate(market) * (1 + bonus) >= seen * (1 - PROFIT_SLACK);
    if (seen >= rate * (1 - WORSE) || !isProfitable) return;
    const end = this.#countAbove(seen * threshold);
    if (end <= this.#done) return;
    const short = Math.min(Math.max(this.#countAbove(seen / (1 + bonus)), this.#done), end);
    this.#close(short, end, { seen, price: market[this.#accounts.debt] as number }, told);
  }

  addLatent(market: Float64Array, byMarket: Float64Array): void {
    const end = this.#countAbove(this.#rate(market));
    if (end <= this.#done) return;
    const { collateral, debt } = this.#accounts;
    const owed = this.#owed.between(this.#done, end) * (market[debt] as number);
    const held = this.#pledged.between(this.#done, end) * (market[collateral] as number);
    byMarket[this.#accounts.market] = (byMarket[this.#accounts.market] as number) + Math.max(0, owed - held);
  }

  setTerm(): void {
    throw new Error("Expected rules that do not change.");
  }

  untouched(): number {
    return this.#keys.length - this.#done;
  }

  /** What is short gives all that it has and leaves the rest of its debt; the others repay everything. */
  #close(short: number, end: number, at: { seen: number; price: number }, told: Liquidations): void {
    const { bonus, collateral, market } = this.#accounts;
    const taken = this.#pledged.between(this.#done, short);
    const bought = (taken * at.seen) / (1 + bonus);
    const full = this.#owed.between(short, end);
    const sold = full === 0 ? taken : taken + (full * (1 + bonus)) / at.seen;
    told.units[collateral] = (told.units[collateral] as number) + sold;
    told.repaid += (bought + full) * at.price;
    const loss = Math.max(0, this.#owed.between(this.#done, short) - bought);
    told.losses[market] = (told.losses[market] as number) + loss * at.price;
    told.count += end - this.#done;
    this.#done = end;
  }

  /** Price of the collateral in units of the debt. */
  #rate(prices: Float64Array): number {
    return (prices[this.#accounts.collateral] as number) / (prices[this.#accounts.debt] as number);
  }

  /** Number of accounts with more debt per unit of collateral than this. */
  #countAbove(key: number): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle] as number) > key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
