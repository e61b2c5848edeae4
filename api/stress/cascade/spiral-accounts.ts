import { accountSides, pricesOf } from "../book/account-sides.ts";
import type { StressBook } from "../book/stress-book.ts";
import type { SpiralAccount } from "./debt-spiral.ts";

/** Accounts of a book that pledge one factor and owe another; those with a part without a price are left out and counted. */
export function spiralAccounts(
  book: StressBook,
  { collateral, debt }: { readonly collateral: number; readonly debt: number },
): { readonly accounts: readonly SpiralAccount[]; readonly unvalued: number } {
  const prices = pricesOf(book);
  const pledged = accountSides(book, book.accounts.collateral, { prices, factor: collateral });
  const owed = accountSides(book, book.accounts.debt, { prices, factor: debt });
  const accounts: SpiralAccount[] = [];
  let unvalued = 0;
  for (let index = 0; index < book.accounts.count; index++) {
    const units = pledged.units[index] as number;
    const owes = owed.units[index] as number;
    const otherDebt = owed.others[index] as number;
    const others = (pledged.weightedOthers[index] as number) - otherDebt;
    if (Number.isNaN(others)) {
      unvalued += 1;
      continue;
    }
    if (units === 0 || owes === 0) continue;
    accounts.push({
      units,
      weightedUnits: pledged.weightedUnits[index] as number,
      debt: owes,
      others,
      othersWorth: (pledged.others[index] as number) - otherDebt,
    });
  }
  return { accounts, unvalued };
}
