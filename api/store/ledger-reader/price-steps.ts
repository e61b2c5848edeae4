import type { LedgerReader, View } from "../../services/ports.ts";
import type { PriceStep } from "../../solvency/time-weighted-price.ts";
import type { SqlReader } from "../store.ts";

const VALID = "network = ? AND ordinal < ? AND feed IN (SELECT unnest(?)) AND price IS NOT NULL";

/** Reads the valid prices of feeds from a moment on, and the last one before it: one for each block time. */
export async function readPriceSteps(
  sql: SqlReader,
  { network, horizon }: View,
  { feeds, from }: Parameters<LedgerReader["priceSteps"]>[1],
): Promise<PriceStep[]> {
  if (feeds.length === 0) return [];
  return sql.query<PriceStep>(
    `WITH start AS (
       SELECT feed, max("timestamp") AS seconds FROM price_observation
       WHERE ${VALID} AND "timestamp" <= ? GROUP BY feed
     )
     SELECT o.feed, o."timestamp" AS seconds, arg_max(o.price, (o.ordinal, o.id)) AS price
     FROM price_observation o LEFT JOIN start ON start.feed = o.feed
     WHERE o.network = ? AND o.ordinal < ? AND o.feed IN (SELECT unnest(?)) AND o.price IS NOT NULL
       AND o."timestamp" >= coalesce(start.seconds, ?)
     GROUP BY o.feed, o."timestamp" ORDER BY o.feed, o."timestamp"`,
    [network, horizon, feeds, from, network, horizon, feeds, from],
  );
}
