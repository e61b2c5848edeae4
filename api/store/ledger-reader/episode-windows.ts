import type { View } from "../../services/ports.ts";
import type {
  DeficitSum,
  DeleveragingSum,
  EpisodeWindow,
  LayerSum,
  LiquidationSum,
  OracleAge,
  RunOffSum,
} from "../../services/stress/episodes/episode-reader.ts";
import type { SqlReader } from "../store.ts";
import { toDomainRow } from "./to-domain-row.ts";

const ZERO = "0::BIGNUM";
const DAY = 86_400;

/** The windows as rows, numbered from 0. */
const WINDOWS = `WITH span AS (
  SELECT generate_subscripts(p, 1) - 1 AS "window", unnest(p) AS protocol, unnest(f)::BIGINT AS "from", unnest(t)::BIGINT AS "to"
  FROM (SELECT ?::VARCHAR[] AS p, ?::VARCHAR[] AS f, ?::VARCHAR[] AS t)
)`;

/** Facts of the windows; `f` is the fact, `s` its window. */
function factsOf(table: string): string {
  return `FROM ${table} f JOIN span s ON s.protocol = f.protocol AND f."timestamp" >= s."from" AND f."timestamp" < s."to"
    WHERE f.network = ? AND f.ordinal < ?`;
}

async function rowsOf<T>(
  sql: SqlReader,
  text: string,
  { view, windows }: { readonly view: View; readonly windows: readonly EpisodeWindow[] },
): Promise<T[]> {
  if (windows.length === 0) return [];
  const spans = [
    windows.map(({ protocol }) => protocol),
    windows.map(({ from }) => from.toString()),
    windows.map(({ to }) => to.toString()),
  ];
  const rows = await sql.query(`${WINDOWS} ${text}`, [...spans, view.network, view.horizon]);
  return rows.map((row) => ({ ...toDomainRow<T & { window: bigint }>(row), window: Number(row["window"]) }));
}

/** Sums the liquidations of windows by debt and collateral asset. */
export function readLiquidationsOf(
  sql: SqlReader,
  view: View,
  windows: readonly EpisodeWindow[],
): Promise<LiquidationSum[]> {
  return rowsOf(
    sql,
    `SELECT s."window", f.debt_asset, f.collateral_asset, count(*) AS liquidations, sum(f.debt_repaid) AS debt_repaid,
       CASE WHEN count(f.collateral_seized) = count(*) THEN sum(f.collateral_seized) END AS collateral_seized,
       coalesce(sum(f.loss), ${ZERO}) AS loss, count(*) - count(f.loss) AS unknown_losses
     ${factsOf("liquidation")}
     GROUP BY s."window", f.debt_asset, f.collateral_asset
     ORDER BY s."window", f.debt_asset, f.collateral_asset NULLS LAST`,
    { view, windows },
  );
}

/** Sums what layers took in windows by asset, rank and layer. */
export function readLayerLossesOf(
  sql: SqlReader,
  view: View,
  windows: readonly EpisodeWindow[],
): Promise<LayerSum[]> {
  return rowsOf(
    sql,
    `SELECT s."window", f.asset, f.layer, f.rank, sum(f.amount) AS amount, count(*) AS allocations
     ${factsOf("loss_allocation")}
     GROUP BY s."window", f.asset, f.rank, f.layer ORDER BY s."window", f.asset, f.rank, f.layer`,
    { view, windows },
  );
}

/** Sums what became of bad debt in windows by asset. */
export function readDeficitsOf(
  sql: SqlReader,
  view: View,
  windows: readonly EpisodeWindow[],
): Promise<DeficitSum[]> {
  const sumOf = (action: string) => `coalesce(sum(f.amount) FILTER (WHERE f.action = '${action}'), ${ZERO})`;
  return rowsOf(
    sql,
    `SELECT s."window", f.asset, ${sumOf("CREATED")} AS created, ${sumOf("COVERED")} AS covered,
       ${sumOf("SOCIALISED")} AS socialised, ${sumOf("WRITTEN_OFF")} AS written_off
     ${factsOf("deficit_change")} GROUP BY s."window", f.asset ORDER BY s."window", f.asset`,
    { view, windows },
  );
}

/** Sums the deleveragings of windows by asset. */
export function readDeleveragingsOf(
  sql: SqlReader,
  view: View,
  windows: readonly EpisodeWindow[],
): Promise<DeleveragingSum[]> {
  return rowsOf(
    sql,
    `SELECT s."window", f.asset, count(*) AS fills, count(DISTINCT f.taker) AS takers,
       coalesce(sum(f.notional), ${ZERO}) AS notional, coalesce(sum(f.haircut), ${ZERO}) AS haircut,
       count(*) - count(f.notional) AS unknown_notionals, count(*) - count(f.haircut) AS unknown_haircuts
     ${factsOf("deleveraging")} GROUP BY s."window", f.asset ORDER BY s."window", f.asset`,
    { view, windows },
  );
}

/** Finds the largest withdrawals of any 24 hours that end inside a window, by backstop and asset. */
export function readRunOffsOf(
  sql: SqlReader,
  view: View,
  windows: readonly EpisodeWindow[],
): Promise<RunOffSum[]> {
  return rowsOf(
    sql,
    `, flow AS (
       SELECT s."window", f.backstop, f.asset, f."timestamp" AS seconds, sum(f.amount) AS amount
       ${factsOf("fund_flow")} AND f.direction = 'OUT' AND f.cause IN ('WITHDRAWAL', 'PEG_SWAP')
       GROUP BY s."window", f.backstop, f.asset, f."timestamp"
     ),
     day AS (
       SELECT *, sum(amount) OVER (
         PARTITION BY "window", backstop, asset ORDER BY seconds RANGE BETWEEN ${DAY - 1} PRECEDING AND CURRENT ROW
       ) AS day_sum
       FROM flow
     )
     SELECT "window", backstop, asset, max(day_sum) AS largest_day, sum(amount) AS total
     FROM day GROUP BY "window", backstop, asset ORDER BY "window", backstop, asset`,
    { view, windows },
  );
}

/** Finds the longest time between two observations of a protocol's feeds in windows, their ends counted like observations. */
export function readOracleAgesOf(
  sql: SqlReader,
  view: View,
  windows: readonly EpisodeWindow[],
): Promise<OracleAge[]> {
  return rowsOf(
    sql,
    `, seen AS (
       SELECT s."window", s."from", s."to", f.feed, f."timestamp" AS seconds
       FROM price_observation f JOIN span s ON s.protocol = f.protocol AND f."timestamp" < s."to"
       WHERE f.network = ? AND f.ordinal < ?
     ),
     step AS (
       SELECT "window", feed, "from", seconds,
         lead(seconds, 1, "to") OVER (PARTITION BY "window", feed ORDER BY seconds) AS until
       FROM seen
     )
     SELECT "window", feed, max(until - seconds) AS max_age FROM step
     WHERE until > "from" GROUP BY "window", feed ORDER BY "window", feed`,
    { view, windows },
  );
}
