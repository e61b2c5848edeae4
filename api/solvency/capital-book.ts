import type { Book } from "./book.ts";
import { isCapitalLayer } from "./resources.ts";

/** Returns a book with only those backstops whose capital can absorb losses, whatever their status is. */
export function capitalBook(book: Book): Book {
  return { ...book, holdings: book.holdings.filter(({ backstop }) => isCapitalLayer(backstop)) };
}

/** Keeps the rows that belong to backstops of a book. */
export function ofBackstops<T extends { readonly backstop: string }>(
  { holdings }: Book,
  rows: readonly T[],
): T[] {
  const own = new Set(holdings.map(({ backstop }) => backstop.id));
  return rows.filter(({ backstop }) => own.has(backstop));
}

/** Ids of the assets of which the backstops of a book hold anything. */
export function filledAssets({ holdings }: Book): string[] {
  const filled = holdings.flatMap(({ balances }) => balances.filter(({ balance }) => balance !== 0n));
  return filled.map(({ asset }) => asset);
}
