import type { FeedPrice } from "../../domain/feed-price.ts";
import type { View } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Reads the last observation of every feed below the horizon, valid or not. */
export async function readLatestPrices(sql: SqlReader, { network, horizon }: View): Promise<FeedPrice[]> {
  const rows = await sql.query(
    `SELECT f.id AS feed, f.protocol, f.source, f.asset, f.quote, f.heartbeat, unnest(o.last)
     FROM price_feed f
     JOIN (
       SELECT feed, arg_max({
         'decimals': decimals, 'price': price, 'status': status, 'ordinal': ordinal,
         'observed_at': "timestamp" - coalesce(age, 0)
       }, (ordinal, id)) AS last
       FROM price_observation WHERE network = ? AND ordinal < ? GROUP BY feed
     ) o ON o.feed = f.id
     WHERE f.network = ? ORDER BY f.id`,
    [network, horizon, network],
  );
  return rows.map((row) => toDomainRow<FeedPrice>(row));
}
