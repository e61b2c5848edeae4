import type { ExactWorths } from "../book/exact-worths.ts";
import type { StressBook, StressLegs, StressPerpetual } from "../book/stress-book.ts";

/** What one account or perpetual lacks after a change of prices. */
export type ObligorLoss = {
  /** Address, or the protocol's number of the position. */
  readonly owner: string;
  /** max(0, −equity) in units of account, see `ExactWorths`. */
  readonly loss: bigint;
};

/** Losses of a book by account. */
export type ObligorLosses = {
  /** Those that lack anything, in the order of the book. */
  readonly losses: readonly ObligorLoss[];
  /** Accounts and perpetuals that could be valued. */
  readonly valued: number;
  /** Accounts and perpetuals with a part that has no price. */
  readonly unvalued: number;
};

/**
 * Computes exactly what each account and each perpetual lacks.
 *
 * @param entry - Worths before the change, at which perpetuals count as entered.
 */
export function obligorLosses(book: StressBook, worths: ExactWorths, entry: ExactWorths): ObligorLosses {
  const { accounts, perpetuals } = book;
  const equities: { readonly owner: string; readonly equity: bigint | null }[] = [];
  for (let i = 0; i < accounts.count; i++) {
    const pledged = legsWorth(accounts.collateral, i, worths);
    const owed = legsWorth(accounts.debt, i, worths);
    const equity = pledged === null || owed === null ? null : pledged - owed;
    equities.push({ owner: accounts.owners[i] ?? "", equity });
  }
  for (const perpetual of perpetuals) {
    equities.push({ owner: perpetual.owner, equity: perpetualEquity(perpetual, worths, entry) });
  }
  const valued = equities.flatMap(({ owner, equity }) => (equity === null ? [] : [{ owner, equity }]));
  return {
    losses: valued.flatMap(({ owner, equity }) => (equity < 0n ? [{ owner, loss: -equity }] : [])),
    valued: valued.length,
    unvalued: equities.length - valued.length,
  };
}

function legsWorth(legs: StressLegs, account: number, { of }: ExactWorths): bigint | null {
  let sum = 0n;
  const end = legs.start[account + 1] ?? 0;
  for (let leg = legs.start[account] ?? 0; leg < end; leg++) {
    const worth = of[legs.factor[leg] ?? -1] ?? null;
    if (worth === null) return null;
    sum += (legs.raw[leg] ?? 0n) * worth;
  }
  return sum;
}

/** Margin plus size × (price − entry); both sets of worths have one unit, because their denominators are not reduced. */
function perpetualEquity(
  { base, marginFactor, rawSize, rawMargin }: StressPerpetual,
  worths: ExactWorths,
  entry: ExactWorths,
): bigint | null {
  const after = worths.of[base] ?? null;
  const before = entry.of[base] ?? null;
  const margin = worths.of[marginFactor] ?? null;
  if (after === null || before === null || margin === null) return null;
  return rawMargin * margin + rawSize * (after - before);
}
