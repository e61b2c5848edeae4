import { type Rational, rational } from "../../domain/rational.ts";
import { termOf } from "../book/market-terms.ts";
import type {
  StressAccounts,
  StressBook,
  StressLegs,
  StressMarket,
  StressPerpetual,
} from "../book/stress-book.ts";

/** The accounts that a replay can move. */
export type ReplayedAccounts = {
  /** The book with its perpetual positions as accounts. */
  readonly book: StressBook;
  /** Indexes of the accounts whose prices are all known. */
  readonly included: Uint32Array;
  readonly leftOut: number;
  readonly warnings: readonly string[];
};

/**
 * Chooses the accounts to replay. A perpetual position becomes an account: a long pledges its margin and its size and owes what
 * the size costs at the block; a short pledges its margin and that sum and owes its size.
 *
 * @param leftOut - By factor: 1 where accounts that have it are left out.
 */
export function replayedAccounts(given: StressBook, leftOut: Uint8Array): ReplayedAccounts {
  const book = given.perpetuals.length === 0 ? given : withPerpetuals(given);
  const { count, collateral, debt } = book.accounts;
  const isKnown = (legs: StressLegs, account: number) =>
    legs.factor
      .subarray(legs.start[account], legs.start[account + 1])
      .every((factor) => factor >= 0 && leftOut[factor] === 0);
  const all = Uint32Array.from({ length: count }, (_, account) => account);
  const included = all.filter((account) => isKnown(collateral, account) && isKnown(debt, account));
  const missing = count - included.length;
  const warnings =
    missing === 0 ? [] : [`${missing} of ${count} accounts are left out: a price is not known.`];
  return { book, included, leftOut: missing, warnings };
}

type PerpetualLegs = { readonly pledged: Leg[]; readonly owed: Leg[] };
type Leg = { readonly factor: number; readonly market: number; readonly amount: number };

function withPerpetuals(book: StressBook): StressBook {
  const legs = book.perpetuals.map((position) => legsOf(book, position));
  const { accounts } = book;
  const joined: StressAccounts = {
    count: accounts.count + legs.length,
    owners: [...accounts.owners, ...book.perpetuals.map(({ owner }) => owner)],
    markets: Int32Array.from([...accounts.markets, ...book.perpetuals.map(({ market }) => market)]),
    collateral: extended(
      accounts.collateral,
      legs.map(({ pledged }) => pledged),
    ),
    debt: extended(
      accounts.debt,
      legs.map(({ owed }) => owed),
    ),
  };
  return { ...book, accounts: joined, markets: withMarginRules(book.markets) };
}

/**
 * Rules of margins and of shorts follow those of all markets: a margin counts in full, and equity ≥ m × size × price of a short
 * is (cost + margin) / (1 + m) ≥ size × price, m being 1 − threshold.
 */
function withMarginRules(markets: readonly StressMarket[]): StressMarket[] {
  const ruled = (market: StressMarket, exact: Rational): StressMarket => ({
    ...market,
    terms: { ...market.terms, threshold: termOf(exact, market.terms.threshold.source) },
  });
  const shortOf = ({ terms }: StressMarket) => {
    const { numerator, denominator } = terms.threshold.exact;
    return rational(denominator, 2n * denominator - numerator);
  };
  return [
    ...markets,
    ...markets.map((market) => ruled(market, rational(1n))),
    ...markets.map((market) => ruled(market, shortOf(market))),
  ];
}

/** Sums of money are in the margin's asset; a margin below zero is owed. */
function legsOf({ factors, markets }: StressBook, position: StressPerpetual): PerpetualLegs {
  const { base, marginFactor, size, margin } = position;
  const cost = (Math.abs(size) * (factors[base]?.price ?? 0)) / (factors[marginFactor]?.price ?? 1);
  const [inFull, asShort] = [markets.length + position.market, 2 * markets.length + position.market];
  const money = (amount: number, market: number): Leg => ({ factor: marginFactor, market, amount });
  const coins = { factor: base, market: position.market, amount: Math.abs(size) };
  const isLong = size > 0;
  const pledged = isLong ? [coins] : [money(cost, asShort)];
  const owed = isLong ? [money(cost, inFull)] : [coins];
  if (margin > 0) pledged.push(money(margin, isLong ? inFull : asShort));
  if (margin < 0) owed.push(money(-margin, inFull));
  return { pledged, owed };
}

function extended(given: StressLegs, more: readonly (readonly Leg[])[]): StressLegs {
  const flat = more.flat();
  let end = given.factor.length;
  const start = more.map((legs) => {
    end += legs.length;
    return end;
  });
  return {
    start: Int32Array.from([...given.start, ...start]),
    factor: Int32Array.from([...given.factor, ...flat.map(({ factor }) => factor)]),
    market: Int32Array.from([...given.market, ...flat.map(({ market }) => market)]),
    amount: Float64Array.from([...given.amount, ...flat.map(({ amount }) => amount)]),
    raw: given.raw,
  };
}
