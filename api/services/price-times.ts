import { groupBy } from "../domain/group-by.ts";
import { type Price, PriceBoard, WITHOUT_FEED } from "../solvency/price-board.ts";
import type { AssetTime, LedgerReader, View } from "./ports.ts";

/** Gives the market price of an asset at a time that was asked for. */
export type PriceAt = (asset: string, seconds: bigint) => Price;

/**
 * Loads the market prices of assets at times: of the independent feeds first, whoever reads them, as they were known in blocks up to
 * each time. One query, whatever the number of pairs.
 *
 * @param maxAge - Oldest price in seconds; null for the feeds' own heartbeats.
 */
export async function loadPriceTimes(
  reader: LedgerReader,
  view: View,
  { pairs, maxAge }: { readonly pairs: readonly AssetTime[]; readonly maxAge: bigint | null },
): Promise<PriceAt> {
  const distinct = new Map(pairs.map((pair) => [`${pair.asset}/${pair.seconds}`, pair]));
  const rows = await reader.pricesAtTimes(view, [...distinct.values()]);
  const groups = groupBy(rows, ({ seconds }) => String(seconds));
  const boards = new Map(groups.map((group) => [group[0]?.seconds, new PriceBoard(group)]));
  return (asset, seconds) =>
    boards.get(seconds)?.priceOf(asset, { protocol: null, at: seconds, maxAge }) ?? WITHOUT_FEED;
}
