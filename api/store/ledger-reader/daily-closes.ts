import type { LedgerReader, View } from "../../services/ports.ts";
import type { DailyClose } from "../../solvency/capital-efficiency.ts";
import type { SqlReader } from "../store.ts";

const DAY = 86_400n;

/** Reads the last good price of feeds in each span of some seconds, 24 hours unless told, that ends at the view's block, back to a moment. */
export async function readDailyCloses(
  sql: SqlReader,
  { network, horizon, block }: View,
  { feeds, from, spanSeconds = DAY }: Parameters<LedgerReader["dailyCloses"]>[1],
): Promise<DailyClose[]> {
  if (feeds.length === 0) return [];
  return sql.query<DailyClose>(
    `SELECT feed, (? - "timestamp") // ? AS day, arg_max(price, (ordinal, id)) AS price
     FROM price_observation
     WHERE network = ? AND ordinal < ? AND feed IN (SELECT unnest(?)) AND "timestamp" > ?
       AND status = 'OK' AND price > 0::BIGNUM
     GROUP BY feed, day ORDER BY feed, day DESC`,
    [block.timestamp, spanSeconds, network, horizon, feeds, from],
  );
}
