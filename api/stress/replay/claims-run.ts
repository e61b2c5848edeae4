import type { StressBook } from "../book/stress-book.ts";

/** What lenders ask for in a run and get; US dollars at the block's prices. */
export type ClaimsRun = { readonly asked: number; readonly paid: number; readonly queued: number };

/**
 * Pays lenders who run out of what is not lent at the block: claims less debts, market by market. What is asked for beyond
 * that waits.
 *
 * @param share - Part of all claims that is asked for.
 */
export function claimsRun(book: StressBook, share: number): ClaimsRun {
  const lent = debtsByMarket(book);
  let [asked, paid] = [0, 0];
  for (const { market, factor, amount } of book.claims) {
    const price = book.factors[factor]?.price ?? 0;
    const wanted = share * amount;
    asked += wanted * price;
    paid += Math.min(wanted, Math.max(0, amount - (lent[market] ?? 0))) * price;
  }
  return { asked, paid, queued: asked - paid };
}

/** Whole units owed in the asset of each market. */
function debtsByMarket({ accounts, markets }: StressBook): number[] {
  const lent = markets.map(() => 0);
  const { market, factor, amount } = accounts.debt;
  for (const [leg, index] of market.entries()) {
    if (markets[index]?.debt === factor[leg]) lent[index] = (lent[index] ?? 0) + (amount[leg] as number);
  }
  return lent;
}
