import type { Asset } from "../domain/entities/reference.ts";
import type { FeedPrice } from "../domain/feed-price.ts";
import { groupBy } from "../domain/group-by.ts";
import type { Book, Holding } from "../solvency/book.ts";
import { PriceBoard } from "../solvency/price-board.ts";
import type { LedgerReader, LedgerRows, View } from "./ports.ts";

/** Rows of several protocols at one block. */
type BookRows = {
  readonly markets: readonly LedgerRows["market"][];
  readonly backstops: readonly LedgerRows["backstop"][];
  readonly balances: readonly LedgerRows["backstopBalance"][];
  readonly deficits: readonly LedgerRows["deficit"][];
  readonly exposures: Awaited<ReturnType<LedgerReader["exposures"]>>;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly prices: PriceBoard;
};

/**
 * Loads the books of protocols at a block. The number of queries does not depend on how many protocols are asked for.
 *
 * @returns Books by protocol id; ids that the ledger does not know at that block are left out.
 */
export async function loadBooks(
  reader: LedgerReader,
  view: View,
  ids: readonly string[],
): Promise<Map<string, Book>> {
  const [protocols, rows] = await Promise.all([
    reader.byIds("protocol", view, ids),
    loadRows(reader, view, ids),
  ]);
  return new Map(protocols.map((protocol) => [protocol.id, bookOf(protocol, view, rows)]));
}

async function loadRows(reader: LedgerReader, view: View, ids: readonly string[]): Promise<BookRows> {
  const [markets, backstops, deficits, exposures, prices] = await Promise.all([
    reader.byReference("market", "protocol", view, ids),
    reader.byReference("backstop", "protocol", view, ids),
    reader.byReference("deficit", "protocol", view, ids),
    reader.exposures(view, ids),
    reader.latestPrices(view),
  ]);
  const backstopIds = backstops.map(({ id }) => id);
  const balances = await reader.byReference("backstopBalance", "backstop", view, backstopIds);
  const named = [
    ...markets.flatMap(({ collateralAsset, debtAsset }) => [collateralAsset, debtAsset]),
    ...balances.map(({ asset }) => asset),
    ...deficits.map(({ asset }) => asset),
    ...pricedBy(markets, prices),
  ].filter((id) => id !== null);
  const assets = await reader.byIds("asset", view, [...new Set(named)]);
  return {
    markets,
    backstops,
    balances,
    deficits,
    exposures,
    assets: new Map(assets.map((asset) => [asset.id, asset])),
    prices: new PriceBoard(prices),
  };
}

/** What the feeds of the markets price: a perpetual's index need not be an asset of its market. */
function pricedBy(markets: BookRows["markets"], prices: readonly FeedPrice[]): string[] {
  const feeds = new Set(markets.map(({ priceFeed }) => priceFeed));
  return prices.filter(({ feed }) => feeds.has(feed)).map(({ asset }) => asset);
}

function bookOf(protocol: LedgerRows["protocol"], view: View, rows: BookRows): Book {
  const markets = rows.markets.filter((row) => row.protocol === protocol.id);
  const marketIds = new Set(markets.map(({ id }) => id));
  return {
    protocol,
    at: view.block.timestamp,
    assets: rows.assets,
    markets,
    holdings: holdingsOf(protocol.id, rows),
    deficits: rows.deficits.filter((row) => row.protocol === protocol.id),
    exposures: rows.exposures.filter(({ market }) => marketIds.has(market)),
    prices: rows.prices,
  };
}

function holdingsOf(protocol: string, { backstops, balances }: BookRows): Holding[] {
  const groups = groupBy(balances, ({ backstop }) => backstop);
  const byBackstop = new Map(groups.map((group) => [group[0]?.backstop ?? "", group]));
  return backstops
    .filter((row) => row.protocol === protocol)
    .map((backstop) => ({ backstop, balances: byBackstop.get(backstop.id) ?? [] }))
    .sort((a, b) => a.backstop.rank - b.backstop.rank || (a.backstop.id < b.backstop.id ? -1 : 1));
}
