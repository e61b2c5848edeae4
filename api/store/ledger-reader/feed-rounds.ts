import type { View } from "../../services/ports.ts";
import type { WindowReader } from "../../services/window-reader.ts";
import type { FeedRounds } from "../../stress/oracle/feed-risk.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Compares the observations of feeds from a moment on, each with the one before it. */
export async function readFeedRounds(
  sql: SqlReader,
  { network, horizon }: View,
  { feeds, from }: Parameters<WindowReader["feedRounds"]>[1],
): Promise<FeedRounds[]> {
  if (feeds.length === 0) return [];
  const rows = await sql.query(
    `WITH asked AS (SELECT unnest(?) AS feed, unnest(?)::BIGINT AS heartbeat),
     step AS (
       SELECT o.feed, a.heartbeat, o.round, lag(o.round) OVER place AS before,
         o."timestamp" - lag(o."timestamp") OVER place AS gap
       FROM price_observation o JOIN asked a ON a.feed = o.feed
       WHERE o.network = ? AND o.ordinal < ? AND o."timestamp" >= ?
       WINDOW place AS (PARTITION BY o.feed ORDER BY o.ordinal, o.id)
     )
     SELECT feed, count(*) AS observations, max(gap) AS longest_gap,
       CASE WHEN count(round) > 0 THEN
         coalesce(sum(round - before - 1::BIGNUM) FILTER (WHERE round > before), 0::BIGNUM) END AS missing,
       CASE WHEN any_value(heartbeat) >= 0 THEN count(*) FILTER (WHERE gap > heartbeat) END AS late
     FROM step GROUP BY feed ORDER BY feed`,
    [
      feeds.map(({ feed }) => feed),
      feeds.map(({ heartbeat }) => String(heartbeat ?? -1n)),
      network,
      horizon,
      from,
    ],
  );
  return rows.map((row) => toDomainRow<FeedRounds>(row));
}
