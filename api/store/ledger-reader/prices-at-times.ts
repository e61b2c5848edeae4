import type { AssetTime, PriceAtTime, View } from "../../services/ports.ts";
import type { SqlReader } from "../store.ts";
import { COIN, OBSERVATION } from "./latest-prices.ts";
import { toDomainRow } from "./to-domain-row.ts";

/**
 * Reads, for pairs of an asset and a time, the last observation of every feed of the asset in blocks up to that time, and of the
 * network's coin where a feed quotes in anything but dollars. The join is a window over moments and observations in one order;
 * of the observations before the first moment only the last of each feed takes part.
 */
export async function readPricesAtTimes(
  sql: SqlReader,
  { network, horizon }: View,
  pairs: readonly AssetTime[],
): Promise<PriceAtTime[]> {
  if (pairs.length === 0) return [];
  const rows = await sql.query(
    `WITH pair AS MATERIALIZED (SELECT unnest(?) AS asset, unnest(?)::BIGINT AS seconds),
     feeds AS MATERIALIZED (
       SELECT f.id AS feed, f.protocol, f.source, f.asset, ${COIN}, f.quote, f.heartbeat
       FROM price_feed f LEFT JOIN asset a ON a.network = f.network AND a.id = f.asset WHERE f.network = ?
     ),
     wanted AS MATERIALIZED (
       SELECT DISTINCT f.feed, p.seconds FROM feeds f JOIN pair p ON p.asset = f.asset
       UNION
       SELECT c.feed, p.seconds FROM feeds c
       JOIN (SELECT DISTINCT p.seconds FROM pair p JOIN feeds f ON f.asset = p.asset AND f.quote <> 'USD') p ON c.coin IS NOT NULL
     ),
     span AS MATERIALIZED (SELECT min(seconds) AS first, max(seconds) AS last FROM wanted),
     observed AS MATERIALIZED (
       SELECT feed, "timestamp" AS seconds, ordinal, id, ${OBSERVATION} AS observation FROM price_observation
       WHERE network = ? AND ordinal < ? AND "timestamp" <= (SELECT last FROM span) AND feed IN (SELECT feed FROM wanted)
     ),
     place AS (
       SELECT feed, seconds, true AS is_moment, NULL AS ordinal, NULL AS id, NULL AS observation FROM wanted
       UNION ALL
       SELECT feed, seconds, false, ordinal, id, observation FROM observed WHERE seconds >= (SELECT first FROM span)
       UNION ALL
       SELECT feed, max(seconds), false, max(ordinal), NULL, arg_max(observation, (ordinal, id)) FROM observed
       WHERE seconds < (SELECT first FROM span) GROUP BY feed
     ),
     joined AS (
       SELECT feed, seconds, is_moment, last_value(observation IGNORE NULLS) OVER (
         PARTITION BY feed ORDER BY seconds, is_moment, ordinal, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
       ) AS last
       FROM place
     )
     SELECT j.seconds, f.*, unnest(j.last)
     FROM joined j JOIN feeds f ON f.feed = j.feed
     WHERE j.is_moment AND j.last IS NOT NULL ORDER BY j.seconds, f.feed`,
    [
      pairs.map(({ asset }) => asset),
      pairs.map(({ seconds }) => seconds.toString()),
      network,
      network,
      horizon,
    ],
  );
  return rows.map((row) => toDomainRow<PriceAtTime>(row));
}
