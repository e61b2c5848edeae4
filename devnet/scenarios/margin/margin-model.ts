import { addTo, BPS, quotientUp, smaller, WAD } from "../arithmetic.ts";
import type { ExpectedTotals } from "../scenario.ts";
import type { MarginTerms } from "./margin-terms.ts";

/** Margin and position of somebody; margins have 6 decimals, sizes 18. */
export interface AccountModel {
  /** Settled at `mark`. */
  margin: bigint;
  /** Positive = long. */
  size: bigint;
  /** Price of the last settlement, 10^-8 dollars. */
  mark: bigint;
}

/** From size and price to the quote token: 18 and 8 decimals to 6. */
const SCALE = 10n ** 20n;

/** Quotient rounded down, also below zero. */
function quotientDown(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend < 0n && dividend % divisor !== 0n ? quotient - 1n : quotient;
}

const absolute = (size: bigint) => (size < 0n ? -size : size);

/**
 * What must become of margins, an insurance fund and those whose profits are cut, in plain arithmetic. Knows neither chain
 * nor ledger.
 */
export class MarginModel {
  readonly terms: MarginTerms;
  /** By role, in the order in which they first had margin. */
  readonly accounts = new Map<string, AccountModel>();
  /** Balance of the insurance fund. */
  fund = 0n;
  /** Bad debt that nobody has paid. */
  open = 0n;
  /** Bad debt that was paid later from outside of the layers. */
  coveredLater = 0n;
  /** By role: profit that was cut. */
  readonly cuts = new Map<string, bigint>();
  readonly lossesByLayer = new Map<string, bigint>();
  /** By the oracle, 10^-8 dollars. */
  price = 0n;
  liquidated = 0;
  closedNotional = 0n;
  /** Liquidated accounts that owed more than they had. */
  bankrupt = 0n;

  constructor(terms: MarginTerms) {
    this.terms = terms;
  }

  /** An account; must have had margin. */
  account(role: string): AccountModel {
    const account = this.accounts.get(role);
    if (account === undefined) throw new Error(`"${role}" has no margin.`);
    return account;
  }

  /** Σ size of the longs. */
  get openInterest(): bigint {
    return [...this.accounts.values()].reduce((sum, { size }) => sum + (size > 0n ? size : 0n), 0n);
  }

  /** Profit since the last settlement, rounded down; negative = loss. */
  profitOf({ size, mark }: AccountModel): bigint {
    return quotientDown(size * (this.price - mark), SCALE);
  }

  /** Margin and unsettled profit; negative when the account owes. */
  equityOf(account: AccountModel): bigint {
    return account.margin + this.profitOf(account);
  }

  /** Value of a size without its sign. */
  notionalOf(size: bigint): bigint {
    return (absolute(size) * this.price) / SCALE;
  }

  deposit(role: string, amount: bigint): void {
    const account = this.accounts.get(role) ?? { margin: 0n, size: 0n, mark: this.price };
    this.accounts.set(role, account);
    this.#settle(account);
    account.margin += amount;
  }

  withdraw(role: string, amount: bigint): void {
    const account = this.account(role);
    this.#settle(account);
    account.margin -= amount;
  }

  /** The taker buys a size of the maker. */
  trade(taker: string, maker: string, size: bigint): void {
    for (const role of [taker, maker]) this.#settle(this.account(role));
    this.account(taker).size += size;
    this.account(maker).size -= size;
  }

  /** Margin that a size needs when it is taken on now. */
  requiredFor(size: bigint): bigint {
    const { initialBps, slopeBps, slopeUnit } = this.terms;
    const bps = initialBps + (slopeBps * this.openInterest) / slopeUnit;
    return quotientUp(this.notionalOf(size) * bps, BPS);
  }

  isLiquidatable(account: AccountModel): boolean {
    const { size } = account;
    return size !== 0n && this.equityOf(account) < (this.notionalOf(size) * this.terms.maintenanceBps) / BPS;
  }

  /** Somebody takes the position over at the oracle's price; what the account owes is a loss. */
  liquidate(by: string, role: string): void {
    const account = this.account(role);
    const equity = this.equityOf(account);
    const [size, notional] = [account.size, this.notionalOf(account.size)];
    const left = equity > 0n ? equity : 0n;
    const penalty = smaller(left, (notional * this.terms.penaltyBps) / BPS);
    this.accounts.set(role, { margin: left - penalty, size: 0n, mark: this.price });
    this.#settle(this.account(by));
    this.account(by).size += size;
    this.fund += penalty;
    this.liquidated += 1;
    this.closedNotional += notional;
    if (equity < 0n) this.#absorb(role, -equity);
  }

  /** Bad debt that is open is paid by somebody. */
  cover(amount: bigint): void {
    this.open -= amount;
    this.coveredLater += amount;
  }

  /** Totals to compare with the ledger. */
  totals(): ExpectedTotals {
    const { liquidated, closedNotional, lossesByLayer, open, bankrupt, coveredLater } = this;
    return {
      liquidations: {
        CLOSE_OUT: { count: liquidated, debtRepaid: closedNotional, collateralSeized: 0n },
      },
      auctions: {},
      lossesByLayer: Object.fromEntries(lossesByLayer),
      openDeficits: { Perpetual: open },
      balances: { "Insurance fund/USDC": this.fund },
      exercises: { count: 0, paid: 0n },
      figures: { bankrupt, coveredLater },
    };
  }

  /** The fund pays first, then those whose profit it is; what is left stays open. */
  #absorb(bankrupt: string, loss: bigint): void {
    const paid = smaller(loss, this.fund);
    const cut = this.#deleverage(bankrupt, loss - paid);
    this.fund -= paid;
    this.open += loss - paid - cut;
    this.bankrupt += 1n;
    if (paid > 0n) addTo(this.lossesByLayer, "INSURANCE_FUND", paid);
    if (cut > 0n) addTo(this.lossesByLayer, "ADL", cut);
  }

  /** Unsettled profits are cut, the highest for its margin first. */
  #deleverage(bankrupt: string, amount: bigint): bigint {
    let left = amount;
    while (left > 0n) {
      const role = this.#highest(bankrupt);
      if (role === null) break;
      const account = this.account(role);
      const haircut = smaller(this.profitOf(account), left);
      this.#settle(account);
      account.margin -= haircut;
      addTo(this.cuts, role, haircut);
      left -= haircut;
    }
    return amount - left;
  }

  /** Who has the highest profit for its margin, the earliest of equals; null when nobody has any. */
  #highest(bankrupt: string): string | null {
    let [highest, taker]: [bigint, string | null] = [-1n, null];
    for (const [role, account] of this.accounts) {
      const profit = role === bankrupt ? 0n : this.profitOf(account);
      if (profit <= 0n) continue;
      const score = (profit * WAD) / (account.margin + 1n);
      if (score > highest) [highest, taker] = [score, role];
    }
    return taker;
  }

  #settle(account: AccountModel): void {
    account.margin = this.equityOf(account);
    account.mark = this.price;
  }
}
