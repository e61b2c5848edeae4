import type { StressBook } from "../book/stress-book.ts";
import { type AccountKernel, type Liquidations, PROFIT_SLACK, type StepPrices } from "./account-kernel.ts";
import { type Close, GeneralAccounts } from "./general-accounts.ts";
import { RiskOrder } from "./risk-order.ts";

/** Part by which a bound is widened, so that rounding never hides an account. */
const SLACK = 1e-9;
/** Part of the orders that may be of no use before they are made anew. */
const TIDY_PART = 1 / 16;

/**
 * Accounts of any number of collaterals and debts, each looked at with its own numbers. Those that cannot be unsafe at the
 * prices of a step, because no price of theirs has moved far enough, are passed over without looking.
 */
export class GeneralKernel implements AccountKernel {
  readonly #accounts: GeneralAccounts;
  readonly #included: Uint32Array;
  /** By health at the block's prices. */
  #byHealth: RiskOrder;
  /** By worth of collateral over debt at the block's prices. */
  readonly #bySolvency: RiskOrder;
  /** 1 for accounts whose amounts a liquidation changed: their place in the orders is not known any more. */
  readonly #isTouched: Uint8Array;
  /** Those of them that have debt left: they are looked at in every step. */
  #partly: number[] = [];
  #untouched: number;
  /** Touched accounts that still stand in the orders. */
  #gone = 0;

  constructor(book: StressBook, included: Uint32Array) {
    this.#included = included;
    this.#accounts = new GeneralAccounts(book);
    this.#isTouched = new Uint8Array(book.accounts.count);
    this.#untouched = included.length;
    const start = this.#accounts.startPrices;
    this.#byHealth = new RiskOrder(included, (account) => this.#accounts.health(account, start));
    this.#bySolvency = new RiskOrder(included, (account) => this.#accounts.solvency(account, start));
  }

  liquidate(prices: StepPrices, told: Liquidations): void {
    if (told.auctionSteps > 0) this.#endAuctions(prices, told);
    const bound = this.#accounts.leastMove(prices.oracle) * (1 - SLACK);
    const candidates = this.#unsafe(this.#byHealth.below(1 / bound), prices.oracle);
    for (const account of candidates) {
      if (told.budget <= 0) break;
      this.#liquidateOne(account, prices, told);
    }
    if (candidates.length > 0) this.#tidy();
  }

  addLatent(market: Float64Array, byMarket: Float64Array): void {
    const bound = this.#accounts.leastMove(market) * (1 - SLACK);
    for (const account of this.#bySolvency.below(1 / bound)) {
      if (this.#isTouched[account] === 0) this.#accounts.addLatent(account, market, byMarket);
    }
    for (const account of this.#partly) this.#accounts.addLatent(account, market, byMarket);
  }

  setTerm({ market, term, value }: { market: number; term: string; value: number }): void {
    this.#accounts.setTerm(market, term, value);
    const start = this.#accounts.startPrices;
    const whole = this.#included.filter((account) => this.#isTouched[account] === 0);
    this.#byHealth = new RiskOrder(whole, (account) => this.#accounts.health(account, start));
  }

  untouched(): number {
    return this.#untouched;
  }

  /** Accounts that may be liquidated, in the order of the ledger. */
  #unsafe(likely: Uint32Array, oracle: Float64Array): number[] {
    const found: number[] = [];
    for (const account of likely) {
      if (this.#isTouched[account] === 0 && this.#accounts.isUnsafe(account, oracle)) found.push(account);
    }
    for (const account of this.#partly) {
      if (this.#accounts.isUnsafe(account, oracle)) found.push(account);
    }
    return found.sort((a, b) => a - b);
  }

  #liquidateOne(account: number, prices: StepPrices, told: Liquidations): void {
    if (!this.#accounts.isRipe(account, told.step, told.delaySteps)) return;
    if (told.auctionSteps > 0) {
      this.#touch(account);
      told.count += 1;
      this.#accounts.auction(account, told.step + told.auctionSteps);
      return;
    }
    const close = this.#accounts.closeOf(account, prices.oracle, told.budget);
    const seized = this.#accounts.pledgedWorth(account, prices.market) * close.seized;
    const owed = this.#accounts.owedWorth(account, prices.market);
    const cost = owed * close.repaid;
    if (seized - cost - told.gas < -PROFIT_SLACK * cost) return;
    this.#touch(account);
    told.count += 1;
    told.budget -= this.#accounts.owedWorth(account, prices.oracle) * close.repaid;
    this.#take(account, close, { owed, told });
    if (!this.#accounts.isUnsafe(account, prices.oracle)) this.#accounts.forgive(account);
  }

  /** Ends the auctions whose time has come. */
  #endAuctions(prices: StepPrices, told: Liquidations): void {
    for (const account of this.#partly) {
      if (!this.#accounts.isSold(account, told.step)) continue;
      const owed = this.#accounts.owedWorth(account, prices.market);
      if (owed > 0) this.#take(account, this.#accounts.saleOf(account, prices.market), { owed, told });
    }
    this.#tidy();
  }

  /** @param at - Worth of the debt at market prices, and where the sums are kept. */
  #take(account: number, close: Close, at: { readonly owed: number; readonly told: Liquidations }): void {
    const { owed, told } = at;
    const market = this.#accounts.marketOf(account);
    told.repaid += owed * close.repaid;
    told.losses[market] = (told.losses[market] as number) + owed * close.lost;
    this.#accounts.take(account, close, told.units);
  }

  #touch(account: number): void {
    if (this.#isTouched[account] === 1) return;
    this.#isTouched[account] = 1;
    this.#partly.push(account);
    this.#untouched -= 1;
    this.#gone += 1;
  }

  /** Forgets accounts without debt, and takes those that liquidations changed out of the orders when they are many. */
  #tidy(): void {
    this.#partly = this.#partly.filter((account) => this.#accounts.isOpen(account));
    if (this.#gone <= this.#untouched * TIDY_PART) return;
    this.#byHealth.drop(this.#isTouched);
    this.#bySolvency.drop(this.#isTouched);
    this.#gone = 0;
  }
}
