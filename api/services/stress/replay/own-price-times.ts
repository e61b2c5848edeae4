import { groupBy } from "../../../domain/group-by.ts";
import type { Rational } from "../../../domain/rational.ts";
import type { Book } from "../../../solvency/book.ts";
import { PriceBoard } from "../../../solvency/price-board.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";

/** Gives the price of an asset in US dollars at a time that was asked for; null where there is none. */
export type OwnPriceAt = (asset: string, seconds: bigint) => Rational | null;

/** Older than any price: what a feed said last holds until it says something else. */
const ANY_AGE = 10n ** 12n;

/** Reads the prices of assets at times as a protocol sees them, its own feeds first. One query. */
export async function ownPriceTimes(
  { session, book }: { readonly session: LedgerSession; readonly book: Book },
  view: View,
  { assets, times }: { readonly assets: readonly string[]; readonly times: readonly bigint[] },
): Promise<OwnPriceAt> {
  const pairs = assets.flatMap((asset) => times.map((seconds) => ({ asset, seconds })));
  const rows = await session.reader.pricesAtTimes(view, pairs);
  const groups = groupBy(rows, ({ seconds }) => String(seconds));
  const boards = new Map(groups.map((group) => [group[0]?.seconds, new PriceBoard(group)]));
  return (asset, seconds) =>
    boards.get(seconds)?.priceOf(asset, { protocol: book.protocol.id, at: seconds, maxAge: ANY_AGE }).rate ??
    null;
}
