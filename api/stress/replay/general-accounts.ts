import type { StressBook, StressLegs } from "../book/stress-book.ts";
import { WORSE } from "./account-kernel.ts";

/** Parts of an account that a liquidation moves. */
export type Close = {
  /** Part of the collateral that is seized. */
  readonly seized: number;
  /** Part of the debt that is repaid. */
  readonly repaid: number;
  /** Part of the debt for which no collateral is left. */
  readonly lost: number;
};

/** Amounts and rules of accounts while liquidations change them. */
export class GeneralAccounts {
  /** US dollars for one whole unit of each factor at the book's block; 0 where there is no price. */
  readonly startPrices: Float64Array;
  readonly #markets: Int32Array;
  readonly #pledged: StressLegs;
  readonly #owed: StressLegs;
  readonly #pledgedAmount: Float64Array;
  readonly #owedAmount: Float64Array;
  readonly #threshold: Float64Array;
  readonly #bonus: Float64Array;
  readonly #closeFactor: Float64Array;
  /** Collateral × threshold and debt at the block's prices and rules; both 0 once a liquidation has changed the account. */
  readonly #startLimit: Float64Array;
  readonly #startDebt: Float64Array;
  /** Step at which an account was first unsafe; −1 while it never was. */
  readonly #since: Int32Array;
  /** Step at which the auction of an account ends; −1 without one. */
  readonly #auctionEnd: Int32Array;
  readonly #pledgedFactors: readonly number[];
  readonly #owedFactors: readonly number[];

  constructor({ accounts, markets, factors }: StressBook) {
    this.startPrices = Float64Array.from(factors, ({ price }) => price ?? 0);
    this.#markets = accounts.markets;
    this.#pledged = accounts.collateral;
    this.#owed = accounts.debt;
    this.#pledgedAmount = accounts.collateral.amount.slice();
    this.#owedAmount = accounts.debt.amount.slice();
    this.#threshold = Float64Array.from(markets, ({ terms }) => terms.threshold.value);
    this.#bonus = Float64Array.from(markets, ({ terms }) => terms.bonus.value);
    this.#closeFactor = Float64Array.from(markets, ({ terms }) => terms.closeFactor.value);
    this.#since = new Int32Array(accounts.count).fill(-1);
    this.#auctionEnd = new Int32Array(accounts.count).fill(-1);
    this.#startLimit = new Float64Array(accounts.count);
    this.#startDebt = new Float64Array(accounts.count);
    for (let account = 0; account < accounts.count; account++) {
      this.#startLimit[account] = this.#limit(account, this.startPrices);
      this.#startDebt[account] = this.owedWorth(account, this.startPrices);
    }
    this.#pledgedFactors = [...new Set(accounts.collateral.factor)];
    this.#owedFactors = [...new Set(accounts.debt.factor)];
  }

  /** Index of the market that has the debt. */
  marketOf(account: number): number {
    return this.#markets[account] as number;
  }

  /** Whether an account owes anything. */
  isOpen(account: number): boolean {
    const { start } = this.#owed;
    for (let leg = start[account] as number; leg < (start[account + 1] as number); leg++) {
      if ((this.#owedAmount[leg] as number) > 0) return true;
    }
    return false;
  }

  setTerm(market: number, term: string, value: number): void {
    if (term === "threshold") this.#threshold[market] = value;
    if (term === "bonus") this.#bonus[market] = value;
    if (term === "closeFactor") this.#closeFactor[market] = value;
  }

  /** Σ collateral × threshold over the debt. */
  health(account: number, prices: Float64Array): number {
    return this.#limit(account, prices) / this.owedWorth(account, prices);
  }

  /** Σ collateral over the debt. */
  solvency(account: number, prices: Float64Array): number {
    return this.pledgedWorth(account, prices) / this.owedWorth(account, prices);
  }

  /** Smallest move of any collateral over the largest of any debt since the block: no ratio has fallen to less than that part. */
  leastMove(prices: Float64Array): number {
    let [least, most] = [Number.POSITIVE_INFINITY, 0];
    for (const factor of this.#pledgedFactors) least = Math.min(least, this.#move(factor, prices));
    for (const factor of this.#owedFactors) most = Math.max(most, this.#move(factor, prices));
    return least === Number.POSITIVE_INFINITY || most === 0 ? 0 : least / most;
  }

  /** Whether the rules allow to liquidate an account. One that was unsafe already at the block needs a further fall. */
  isUnsafe(account: number, prices: Float64Array): boolean {
    if (this.#auctionEnd[account] !== -1) return false;
    const debt = this.owedWorth(account, prices);
    const limit = this.#limit(account, prices);
    if (!(limit < debt)) return false;
    const [startLimit, startDebt] = [this.#startLimit[account] as number, this.#startDebt[account] as number];
    return startLimit >= startDebt || limit * startDebt < startLimit * debt * (1 - WORSE);
  }

  /** Whether an unsafe account has been so for long enough; notes the first step at which it was. */
  isRipe(account: number, step: number, delay: number): boolean {
    if (delay === 0) return true;
    if (this.#since[account] === -1) this.#since[account] = step;
    return step >= (this.#since[account] as number) + delay;
  }

  /** Forgets since when an account was unsafe. */
  forgive(account: number): void {
    this.#since[account] = -1;
  }

  /**
   * What one liquidation takes: a part of the debt for its worth and the bonus, or all collateral where that does not cover
   * the debt and the bonus; the rest of such a debt is lost.
   *
   * @param budget - US dollars of debt that can be repaid at most.
   */
  closeOf(account: number, prices: Float64Array, budget: number): Close {
    const debt = this.owedWorth(account, prices);
    const affordable = this.#affordable(account, prices);
    const isShort = affordable < debt;
    const most = isShort ? affordable : debt * (this.#closeFactor[this.marketOf(account)] as number);
    if (isShort && most <= budget)
      return { seized: 1, repaid: affordable / debt, lost: 1 - affordable / debt };
    const repaid = Math.min(most, budget);
    return { seized: repaid / affordable, repaid: repaid / debt, lost: 0 };
  }

  /** Puts all collateral of an account up for auction; until it ends nothing else happens to the account. */
  auction(account: number, end: number): void {
    this.#auctionEnd[account] = end;
  }

  /** Whether the auction of an account ends by a step. */
  isSold(account: number, step: number): boolean {
    const end = this.#auctionEnd[account] as number;
    return end !== -1 && step >= end;
  }

  /** What the end of an auction takes at market prices: buyers pay the worth less the bonus, and no more than the debt. */
  saleOf(account: number, market: Float64Array): Close {
    const debt = this.owedWorth(account, market);
    const offered = this.#affordable(account, market);
    if (offered >= debt) return { seized: debt / offered, repaid: 1, lost: 0 };
    return { seized: 1, repaid: offered / debt, lost: 1 - offered / debt };
  }

  /** Takes what a liquidation takes. @param units - Whole units of each factor that are sold; grows. */
  take(account: number, { seized, repaid, lost }: Close, units: Float64Array): void {
    const { start, factor } = this.#pledged;
    for (let leg = start[account] as number; leg < (start[account + 1] as number); leg++) {
      const amount = this.#pledgedAmount[leg] as number;
      const at = factor[leg] as number;
      units[at] = (units[at] as number) + amount * seized;
      this.#pledgedAmount[leg] = amount * (1 - seized);
    }
    const left = Math.max(0, 1 - repaid - lost);
    const { start: first } = this.#owed;
    for (let leg = first[account] as number; leg < (first[account + 1] as number); leg++) {
      this.#owedAmount[leg] = lost > 0 ? 0 : (this.#owedAmount[leg] as number) * left;
    }
    this.#startLimit[account] = 0;
    this.#startDebt[account] = 0;
  }

  /** Adds what an account's debt is worth beyond its collateral, where it is. */
  addLatent(account: number, prices: Float64Array, byMarket: Float64Array): void {
    const lack = this.owedWorth(account, prices) - this.pledgedWorth(account, prices);
    const market = this.marketOf(account);
    if (lack > 0) byMarket[market] = (byMarket[market] as number) + lack;
  }

  /** US dollars. */
  owedWorth(account: number, prices: Float64Array): number {
    const { start, factor } = this.#owed;
    let worth = 0;
    for (let leg = start[account] as number; leg < (start[account + 1] as number); leg++) {
      worth += (this.#owedAmount[leg] as number) * (prices[factor[leg] as number] as number);
    }
    return worth;
  }

  /** US dollars. */
  pledgedWorth(account: number, prices: Float64Array): number {
    const { start, factor } = this.#pledged;
    let worth = 0;
    for (let leg = start[account] as number; leg < (start[account + 1] as number); leg++) {
      worth += (this.#pledgedAmount[leg] as number) * (prices[factor[leg] as number] as number);
    }
    return worth;
  }

  /** Price of a factor over that at the block; 1 where there was none. */
  #move(factor: number, prices: Float64Array): number {
    const start = factor < 0 ? 0 : (this.startPrices[factor] as number);
    return start > 0 ? (prices[factor] as number) / start : 1;
  }

  /** Σ collateral × threshold. */
  #limit(account: number, prices: Float64Array): number {
    const { start, factor, market } = this.#pledged;
    let worth = 0;
    for (let leg = start[account] as number; leg < (start[account + 1] as number); leg++) {
      const price = prices[factor[leg] as number] as number;
      const threshold = this.#threshold[market[leg] as number] as number;
      worth += (this.#pledgedAmount[leg] as number) * price * threshold;
    }
    return worth;
  }

  /** Debt that all collateral pays for when each part goes with its bonus. */
  #affordable(account: number, prices: Float64Array): number {
    const { start, factor, market } = this.#pledged;
    let worth = 0;
    for (let leg = start[account] as number; leg < (start[account + 1] as number); leg++) {
      const price = prices[factor[leg] as number] as number;
      const bonus = this.#bonus[market[leg] as number] as number;
      worth += ((this.#pledgedAmount[leg] as number) * price) / (1 + bonus);
    }
    return worth;
  }
}
