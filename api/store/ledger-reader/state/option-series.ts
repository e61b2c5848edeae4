import { ALIVE } from "./alive.ts";

/** Series as trades and exercises leave them. */
export const OPTION_SERIES = `
  SELECT s.* EXCLUDE (size, open, premium, owed, settled, exercise_count, is_ended, updated_ordinal),
    coalesce(t.size, CASE WHEN t.trades IS NULL THEN s.size END) AS size,
    CASE WHEN t.closed_known AND coalesce(e.size_known, true)
      THEN t.size - t.closed - coalesce(e.size, 0::BIGNUM) END AS open,
    coalesce(t.premium, 0::BIGNUM) AS premium, t.premium_asset,
    CASE WHEN coalesce(e.owed_known, true) THEN coalesce(e.owed, 0::BIGNUM) END AS owed,
    coalesce(e.settled, 0::BIGNUM) AS settled, e.payoff_asset,
    coalesce(e.exercises, 0) AS exercise_count,
    (s.is_ended AND s.updated_ordinal < $horizon) OR coalesce(
      t.closed_known AND coalesce(e.size_known, true) AND t.size = t.closed + coalesce(e.size, 0::BIGNUM), false
    ) AS is_ended,
    greatest(s.created_ordinal, coalesce(t.last, 0), coalesce(e.last, 0)) AS updated_ordinal
  FROM option_series s
  LEFT JOIN (
    SELECT series, count(*) AS trades, sum(premium) AS premium, min(premium_asset) AS premium_asset,
      max(ordinal) AS last,
      CASE WHEN bool_and(size IS NOT NULL OR action <> 'OPEN')
        THEN sum(size) FILTER (WHERE action = 'OPEN') END AS size,
      coalesce(sum(size) FILTER (WHERE action IN ('CLOSE', 'LIQUIDATE')), 0::BIGNUM) AS closed,
      bool_and(size IS NOT NULL OR action = 'TRANSFER') AS closed_known
    FROM option_trade WHERE network = $network AND ordinal < $horizon $of(series) GROUP BY series
  ) t ON t.series = s.id
  LEFT JOIN (
    SELECT series, count(*) FILTER (WHERE kind <> 'EXPIRY') AS exercises, sum(size) AS size, sum(owed) AS owed,
      sum(settled) AS settled, min(payoff_asset) AS payoff_asset, max(ordinal) AS last,
      bool_and(size IS NOT NULL) AS size_known, bool_and(owed IS NOT NULL) AS owed_known
    FROM option_exercise WHERE network = $network AND ordinal < $horizon $of(series) GROUP BY series
  ) e ON e.series = s.id
  WHERE ${ALIVE}`;

/** Columns that change as facts come. */
export const OPTION_SERIES_CHANGING: readonly string[] = [
  "size",
  "open",
  "premium",
  "premium_asset",
  "owed",
  "settled",
  "payoff_asset",
  "exercise_count",
  "is_ended",
  "updated_ordinal",
];
