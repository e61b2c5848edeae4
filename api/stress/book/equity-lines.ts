import { pricesOf } from "./account-sides.ts";
import type { StressBook, StressLegs } from "./stress-book.ts";

/**
 * Equity of every account and perpetual as a sum of worths that move with factors: equity = Σ worth · multiplier of the factor.
 * Flat, so that one pass values the whole book. Line i has the parts from `start[i]` to before `start[i + 1]`.
 */
export type EquityLines = {
  /** One more than there are lines. */
  readonly start: Int32Array;
  /** Index of the factor; {@link EquityLines.constant} for worths that never move. */
  readonly factor: Int32Array;
  /** US dollars at the prices of the book, negative for debts. */
  readonly worth: Float64Array;
  /** Index of the market that bears the loss of each line. */
  readonly market: Int32Array;
  /** Stands for a factor whose multiplier is always 1: the number of factors. */
  readonly constant: number;
  /** Accounts and perpetuals left out because a part has no price. */
  readonly unvalued: number;
};

/** Values every account and perpetual of a book part by part; those with a part that has no price are left out and counted. */
export function equityLines(book: StressBook): EquityLines {
  const builder = new LineBuilder(book);
  const { collateral, debt } = book.accounts;
  for (let account = 0; account < book.accounts.count; account++) {
    builder.addLegs(collateral, account, 1);
    builder.addLegs(debt, account, -1);
    builder.endLine(book.accounts.markets[account] ?? -1);
  }
  for (const { base, size, margin, marginFactor, market } of book.perpetuals) {
    builder.addPart(base, size);
    builder.addEntry(base, size);
    builder.addPart(marginFactor, margin);
    builder.endLine(market);
  }
  return builder.result();
}

/** Parts of an account or of a perpetual at most: legs, or position, entry and margin. */
const PERPETUAL_PARTS = 3;

/** Fills the flat arrays line by line; a line with a part that has no price is taken back. */
class LineBuilder {
  readonly #prices: Float64Array;
  readonly #start: Int32Array;
  readonly #factor: Int32Array;
  readonly #worth: Float64Array;
  readonly #market: Int32Array;
  #lines = 0;
  #parts = 0;
  #isPriced = true;
  #unvalued = 0;

  constructor(book: StressBook) {
    const { accounts, perpetuals } = book;
    const lines = accounts.count + perpetuals.length;
    const legs = accounts.collateral.factor.length + accounts.debt.factor.length;
    const parts = legs + PERPETUAL_PARTS * perpetuals.length;
    this.#prices = pricesOf(book);
    this.#start = new Int32Array(lines + 1);
    this.#factor = new Int32Array(parts);
    this.#worth = new Float64Array(parts);
    this.#market = new Int32Array(lines);
  }

  addLegs({ start, factor, amount }: StressLegs, account: number, sign: 1 | -1): void {
    const end = start[account + 1] as number;
    for (let leg = start[account] as number; leg < end; leg++) {
      this.addPart(factor[leg] as number, sign * (amount[leg] as number));
    }
  }

  addPart(factor: number, amount: number): void {
    this.#add(factor, amount * (this.#prices[factor] ?? Number.NaN));
  }

  /** What a perpetual was entered at, which never moves. */
  addEntry(factor: number, size: number): void {
    this.#add(this.#prices.length, -size * (this.#prices[factor] ?? Number.NaN));
  }

  endLine(market: number): void {
    if (this.#isPriced) {
      this.#market[this.#lines] = market;
      this.#lines += 1;
      this.#start[this.#lines] = this.#parts;
    } else {
      this.#unvalued += 1;
      this.#parts = this.#start[this.#lines] as number;
      this.#isPriced = true;
    }
  }

  result(): EquityLines {
    return {
      start: this.#start.slice(0, this.#lines + 1),
      factor: this.#factor.slice(0, this.#parts),
      worth: this.#worth.slice(0, this.#parts),
      market: this.#market.slice(0, this.#lines),
      ...{ constant: this.#prices.length, unvalued: this.#unvalued },
    };
  }

  #add(factor: number, worth: number): void {
    this.#factor[this.#parts] = factor;
    this.#worth[this.#parts] = worth;
    this.#parts += 1;
    if (Number.isNaN(worth)) this.#isPriced = false;
  }
}
