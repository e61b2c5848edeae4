import type { FeedPrice } from "../../domain/feed-price.ts";
import type { PriceMoment, View } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** What of an observation makes a `FeedPrice`, as a struct over the columns of `price_observation`. */
export const OBSERVATION = `{
  'decimals': decimals, 'price': price, 'status': status, 'ordinal': ordinal,
  'observed_at': "timestamp" - coalesce(age, 0)
}`;
/** Ticker of the asset `a` where it is the network's own coin. */
export const COIN = "CASE WHEN a.kind = 'NATIVE' THEN a.symbol END AS coin";

/** Reads the last observation of every feed below the horizon, valid or not. */
export async function readLatestPrices(sql: SqlReader, { network, horizon }: View): Promise<FeedPrice[]> {
  const rows = await sql.query(
    `SELECT f.id AS feed, f.protocol, f.source, f.asset, ${COIN}, f.quote, f.heartbeat, unnest(o.last)
     FROM price_feed f
     JOIN (
       SELECT feed, arg_max(${OBSERVATION}, (ordinal, id)) AS last
       FROM price_observation WHERE network = ? AND ordinal < ? GROUP BY feed
     ) o ON o.feed = f.id
     LEFT JOIN asset a ON a.network = f.network AND a.id = f.asset
     WHERE f.network = ? ORDER BY f.id`,
    [network, horizon, network],
  );
  return rows.map((row) => toDomainRow<FeedPrice>(row));
}

/**
 * Reads, for each of several moments, the last observation below it of every feed of some assets and of the network's
 * coin. The join is a window over moments and observations in one order, as in `auction-outcomes.ts`.
 */
export async function readPricesAt(
  sql: SqlReader,
  { network, horizon }: View,
  { assets, horizons }: { readonly assets: readonly string[]; readonly horizons: readonly bigint[] },
): Promise<PriceMoment[]> {
  const rows = await sql.query(
    `WITH wanted AS MATERIALIZED (
       SELECT f.id AS feed, f.protocol, f.source, f.asset, ${COIN}, f.quote, f.heartbeat
       FROM price_feed f LEFT JOIN asset a ON a.network = f.network AND a.id = f.asset
       WHERE f.network = ? AND (f.asset IN (SELECT unnest(?)) OR a.kind = 'NATIVE')
     ),
     moment AS MATERIALIZED (SELECT least(unnest(?)::BIGINT, ?) AS horizon),
     place AS (
       SELECT w.feed, m.horizon AS ordinal, true AS is_moment, NULL AS id, NULL AS observation
       FROM (SELECT DISTINCT horizon FROM moment) m CROSS JOIN wanted w
       UNION ALL
       SELECT feed, ordinal, false, id, ${OBSERVATION} FROM price_observation
       WHERE network = ? AND ordinal < (SELECT max(horizon) FROM moment) AND feed IN (SELECT feed FROM wanted)
     ),
     joined AS (
       SELECT feed, ordinal AS horizon, is_moment, last_value(observation IGNORE NULLS) OVER (
         PARTITION BY feed ORDER BY ordinal, is_moment DESC, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
       ) AS last
       FROM place
     )
     SELECT j.horizon, w.*, unnest(j.last)
     FROM joined j JOIN wanted w ON w.feed = j.feed
     WHERE j.is_moment AND j.last IS NOT NULL ORDER BY j.horizon, w.feed`,
    [network, assets, horizons.map(String), horizon, network],
  );
  return rows.map((row) => toDomainRow<PriceMoment>(row));
}
