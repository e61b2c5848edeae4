import type { Book, Holding } from "./book.ts";

const MODULE = "PEG_STABILITY_MODULE";

/** The peg-stability modules of a book, in the order of the waterfall. */
export function pegModulesOf({ holdings }: Book): Holding[] {
  return holdings.filter(({ backstop }) => backstop.kind === MODULE);
}

/** Ids of the assets that a protocol pegs: those of its PEG markets, of the markets of its peg modules, and what the modules hold. */
export function pegAssets(book: Book): string[] {
  const modules = pegModulesOf(book);
  const protectedMarkets = new Set(modules.map(({ backstop }) => backstop.market));
  const markets = book.markets.filter(({ kind, id }) => kind === "PEG" || protectedMarkets.has(id));
  const named = markets.flatMap(({ collateralAsset, debtAsset }) => [collateralAsset, debtAsset]);
  const held = modules.flatMap(({ balances }) => balances.map(({ asset }) => asset));
  return [...new Set([...named.filter((asset) => asset !== null), ...held])];
}
