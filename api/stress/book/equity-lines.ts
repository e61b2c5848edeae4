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

type Part = { readonly factor: number; readonly worth: number };

/** Values every account and perpetual of a book part by part; those with a part that has no price are left out and counted. */
export function equityLines(book: StressBook): EquityLines {
  const prices = book.factors.map(({ price }) => price);
  const constant = prices.length;
  const start = [0];
  const parts: Part[] = [];
  const markets: number[] = [];
  let unvalued = 0;
  const add = (line: readonly Part[] | null, market: number) => {
    if (line === null) {
      unvalued += 1;
      return;
    }
    for (const part of line) parts.push(part);
    start.push(parts.length);
    markets.push(market);
  };
  const { collateral, debt } = book.accounts;
  for (let i = 0; i < book.accounts.count; i++) {
    const line = joined(legParts(collateral, i, prices, 1), legParts(debt, i, prices, -1));
    add(line, book.accounts.markets[i] ?? -1);
  }
  for (const { base, size, margin, marginFactor, market } of book.perpetuals) {
    const position = partOf(base, size, prices);
    const entry = position === null ? null : { factor: constant, worth: -position.worth };
    const pledged = partOf(marginFactor, margin, prices);
    add(position && entry && pledged && [position, entry, pledged], market);
  }
  return {
    start: Int32Array.from(start),
    factor: Int32Array.from(parts, ({ factor }) => factor),
    worth: Float64Array.from(parts, ({ worth }) => worth),
    market: Int32Array.from(markets),
    ...{ constant, unvalued },
  };
}

function legParts(legs: StressLegs, account: number, prices: readonly (number | null)[], sign: 1 | -1) {
  const parts: Part[] = [];
  const end = legs.start[account + 1] ?? 0;
  for (let leg = legs.start[account] ?? 0; leg < end; leg++) {
    const part = partOf(legs.factor[leg] ?? -1, sign * (legs.amount[leg] ?? 0), prices);
    if (part === null) return null;
    parts.push(part);
  }
  return parts;
}

function partOf(factor: number, amount: number, prices: readonly (number | null)[]): Part | null {
  const price = prices[factor] ?? null;
  return price === null ? null : { factor, worth: amount * price };
}

function joined(a: readonly Part[] | null, b: readonly Part[] | null): Part[] | null {
  return a === null || b === null ? null : [...a, ...b];
}
