import type { FeedPrice } from "../../domain/feed-price.ts";
import type { PriceMoment, View } from "../../services/ports.ts";
import { FEED_KEYFRAME } from "../keyframes/definitions.ts";
import { fold } from "../keyframes/fold.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
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
  const { text, params } = joinFragments(
    [
      fragment(`SELECT f.id AS feed, f.protocol, f.source, f.asset, ${COIN}, f.quote, f.heartbeat, unnest(o.observation)
        FROM price_feed f JOIN (`),
      fold(FEED_KEYFRAME, { network, horizon, where: [] }),
      fragment(
        `) o ON o.feed = f.id
         LEFT JOIN asset a ON a.network = f.network AND a.id = f.asset
         WHERE f.network = ? ORDER BY f.id`,
        network,
      ),
    ],
    "",
  );
  return (await sql.query(text, params)).map((row) => toDomainRow<FeedPrice>(row));
}

/**
 * Reads, for each of several moments, the last observation below it of every feed of some assets and of the network's
 * coin. The join is a window over moments and observations in one order, as in `auction-outcomes.ts`; of the observations
 * before the first moment only the last of each feed takes part.
 */
export async function readPricesAt(
  sql: SqlReader,
  { network, horizon }: View,
  { assets, horizons }: { readonly assets: readonly string[]; readonly horizons: readonly bigint[] },
): Promise<PriceMoment[]> {
  const first = horizons.reduce((least, next) => (next < least ? next : least), horizon);
  const { text, params } = joinFragments(
    [
      fragment(
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
           SELECT feed, updated_ordinal, false, NULL, observation FROM (`,
        network,
        assets,
        horizons.map(String),
        horizon,
      ),
      fold(FEED_KEYFRAME, { network, horizon: first, where: [] }),
      fragment(
        `) WHERE feed IN (SELECT feed FROM wanted)
           UNION ALL
           SELECT feed, ordinal, false, id, ${OBSERVATION} FROM price_observation
           WHERE network = ? AND ordinal >= ? AND ordinal < (SELECT max(horizon) FROM moment)
             AND feed IN (SELECT feed FROM wanted)
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
        network,
        first,
      ),
    ],
    "",
  );
  return (await sql.query(text, params)).map((row) => toDomainRow<PriceMoment>(row));
}
