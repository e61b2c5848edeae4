import type { StressBook, StressLegs } from "./stress-book.ts";

/** At which prices accounts are valued, and which factor is kept apart. */
export type SideOptions = {
  /** US dollars for one whole unit of each factor by index; NaN where there is none. */
  readonly prices: ArrayLike<number>;
  /** Index of the factor that is kept in units; −1 for none. */
  readonly factor: number;
};

/** What each account pledges, or what each owes; NaN where a part has no price, or an asset that is no factor. */
export type AccountSides = {
  /** Whole units of the factor that is kept apart. */
  readonly units: Float64Array;
  /** The same, each times the threshold of its market. */
  readonly weightedUnits: Float64Array;
  /** All else in US dollars. */
  readonly others: Float64Array;
  /** The same, each times the threshold of its market. */
  readonly weightedOthers: Float64Array;
};

/** Prices of a book's factors after changes; NaN where there is none. */
export function pricesOf({ factors }: StressBook, multipliers: ArrayLike<number> = []): Float64Array {
  return Float64Array.from(factors, ({ price }, at) => (price ?? Number.NaN) * (multipliers[at] ?? 1));
}

/** Adds up one side of every account in one pass. */
export function accountSides(
  { accounts, markets }: StressBook,
  legs: StressLegs,
  { prices, factor }: SideOptions,
): AccountSides {
  const { count } = accounts;
  const thresholds = Float64Array.from(markets, ({ terms }) => terms.threshold.value);
  const [units, weightedUnits] = [new Float64Array(count), new Float64Array(count)];
  const [others, weightedOthers] = [new Float64Array(count), new Float64Array(count)];
  const add = (column: Float64Array, account: number, value: number) => {
    column[account] = (column[account] as number) + value;
  };
  for (let account = 0; account < count; account++) {
    const end = legs.start[account + 1] as number;
    for (let leg = legs.start[account] as number; leg < end; leg++) {
      const isFactor = legs.factor[leg] === factor;
      const price = isFactor ? 1 : (prices[legs.factor[leg] as number] as number);
      const value = (legs.amount[leg] as number) * price;
      const weighted = value * (thresholds[legs.market[leg] as number] as number);
      add(isFactor ? units : others, account, value);
      add(isFactor ? weightedUnits : weightedOthers, account, weighted);
    }
  }
  return { units, weightedUnits, others, weightedOthers };
}
