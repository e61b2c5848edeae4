import type { Condition } from "../../services/ports.ts";
import { snakeCase } from "../ledger-schema.ts";
import { conditionSql } from "./conditions.ts";
import { type Fragment, fragment, joinFragments } from "./fragment.ts";
import { STATUS_INTERVAL } from "./state/status.ts";
import { changedRows, UNCHANGED_ONLY, unchangedRows } from "./state/unchanged.ts";

/** Where a query looks: one network, facts below the horizon. */
export type Scope = { readonly network: string; readonly horizon: bigint };

/** A kind of row as SQL. */
export type Relation = {
  /** Query that gives the rows as of the scope. */
  readonly rows: Fragment;
  /** Column of the ordinal by which rows are listed. */
  readonly orderColumn: "ordinal" | "created_ordinal";
};

/** Tables of facts: written once, so the past is a matter of the ordinal. */
export const FACT_TABLES: readonly string[] = [
  "liquidation",
  "loss_allocation",
  "fund_flow",
  "deficit_change",
  "option_trade",
  "option_exercise",
  "auction_event",
  "deleveraging",
  "price_observation",
  "parameter_change",
  "status_change",
  "attestation",
  "position_change",
  "skipped_event",
];

/**
 * Returns the rows of an entity as of a block. Facts are cut at the horizon; what changes in state is rebuilt from
 * the facts below it, never read from the mutable row; what they do not tell is left out where it changed since.
 *
 * @param entity - Name as in the ports, such as `fundFlow`.
 * @param conditions - What the caller asks of the rows. They are not applied here, but facts of rows that cannot meet
 *   them may be left unread.
 */
export function relationOf(entity: string, scope: Scope, conditions: readonly Condition[] = []): Relation {
  const table = snakeCase(entity);
  if (FACT_TABLES.includes(table)) {
    const text = `SELECT * FROM ${table} WHERE network = ? AND ordinal < ?`;
    return { rows: fragment(text, scope.network, scope.horizon), orderColumn: "ordinal" };
  }
  const rebuild = STATE[table] ?? (UNCHANGED_ONLY.includes(table) ? unchangedRows(table) : whole(table));
  const fixed = conditions.filter(({ field }) => isFixed(entity, field));
  return { rows: withScope(rebuild, { table, scope, fixed }), orderColumn: "created_ordinal" };
}

/** Returns the rows of an entity that existed at the scope's horizon in a state that is not known; null when all are. */
export function unknownRowsOf(entity: string, scope: Scope): Relation | null {
  const table = snakeCase(entity);
  if (!UNCHANGED_ONLY.includes(table)) return null;
  const rows = withScope(changedRows(table), { table, scope, fixed: [] });
  return { rows, orderColumn: "created_ordinal" };
}

function whole(table: string): string {
  return `SELECT s.* FROM ${table} s WHERE s.network = $network AND s.created_ordinal < $horizon`;
}

/** Tables with so many rows that they are rebuilt in parts, and their columns that change as facts come. */
const REBUILT_IN_PARTS: Readonly<Record<string, readonly string[]>> = {
  auction: [
    "lot",
    "bid",
    "bidder",
    "bid_count",
    "status",
    "ended_at",
    "updated_ordinal",
    "debt",
    "liquidation",
    "lot_sold",
  ],
  option_series: [
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
  ],
};

/** Returns whether an entity has so many rows that they are to be rebuilt in parts, see `parts.ts`. */
export function isRebuiltInParts(entity: string): boolean {
  return snakeCase(entity) in REBUILT_IN_PARTS;
}

/** Returns whether a field of an entity that is rebuilt in parts stands in the mutable row as it was from the start. */
export function isFixed(entity: string, field: string): boolean {
  const changing = REBUILT_IN_PARTS[snakeCase(entity)];
  return changing !== undefined && !changing.includes(snakeCase(field));
}

/**
 * Query for the ids and ordinals of the rows that meet conditions on fixed fields, without rebuilding them.
 *
 * @param columns - Columns of the table.
 */
export function selectFixed(
  columns: string,
  from: { readonly table: string; readonly scope: Scope; readonly fixed: readonly Condition[] },
): Fragment {
  const { network, horizon } = from.scope;
  const place = { orderColumn: "created_ordinal" };
  const alive = fragment("network = ? AND created_ordinal < ?", network, horizon);
  const all = [alive, ...from.fixed.map((condition) => conditionSql(condition, place, network))];
  const head = fragment(`SELECT ${columns} FROM ${from.table}`);
  return joinFragments([head, joinFragments(all, " AND ")], " WHERE ");
}

/**
 * Replaces `$network` and `$horizon` by `?` with their values in the order in which they stand, and `$of(column)` by
 * what leaves out facts of rows that do not meet the fixed conditions. No fact of a thing is older than the thing.
 */
function withScope(text: string, from: Parameters<typeof selectFixed>[1]): Fragment {
  const parts = text.split(/\$(network|horizon|of\(\w+\))/).map((part, at) => {
    if (at % 2 === 0) return fragment(part);
    if (part === "network" || part === "horizon") return fragment("?", from.scope[part]);
    return factsOf(part.slice("of(".length, -1), from);
  });
  return joinFragments(parts, "");
}

function factsOf(column: string, from: Parameters<typeof selectFixed>[1]): Fragment {
  if (from.fixed.length === 0) return fragment("");
  const ids = selectFixed("id", from);
  const since = from.fixed.filter(({ field, operator }) => field === "ordinal" && operator === "atLeast");
  const bounds = since.map((condition) =>
    conditionSql(condition, { orderColumn: "ordinal" }, from.scope.network),
  );
  const among = joinFragments([fragment(`${column} IN (`), ids, fragment(")")], "");
  return joinFragments([fragment(""), among, ...bounds], " AND ");
}

const ALIVE = "s.network = $network AND s.created_ordinal < $horizon";

const STATE: Readonly<Record<string, string>> = {
  status_interval: STATUS_INTERVAL,

  protocol: `
    SELECT s.* REPLACE (coalesce(f.skipped, 0)::BIGNUM AS skipped_count)
    FROM protocol s
    LEFT JOIN (
      SELECT protocol, count(*) AS skipped FROM skipped_event
      WHERE network = $network AND ordinal < $horizon GROUP BY protocol
    ) f ON f.protocol = s.id
    WHERE ${ALIVE}`,

  market: `
    SELECT s.* REPLACE (coalesce(f.liquidations, 0)::BIGNUM AS liquidation_count, past.status AS status)
    FROM market s
    LEFT JOIN (
      SELECT subject, arg_max(status, (ordinal, id)) AS status FROM status_change
      WHERE network = $network AND ordinal < $horizon GROUP BY subject
    ) past ON past.subject = s.id
    LEFT JOIN (
      SELECT market, count(*) AS liquidations FROM liquidation
      WHERE network = $network AND ordinal < $horizon GROUP BY market
    ) f ON f.market = s.id
    WHERE ${ALIVE}`,

  price_feed: `
    SELECT s.* REPLACE (f.price AS price, f.updated_at AS updated_at)
    FROM price_feed s
    LEFT JOIN (
      SELECT feed, arg_max(price, (ordinal, id)) AS price, max(timestamp)::BIGNUM AS updated_at FROM price_observation
      WHERE network = $network AND ordinal < $horizon AND price IS NOT NULL GROUP BY feed
    ) f ON f.feed = s.id
    WHERE ${ALIVE}`,

  backstop: `
    SELECT s.* REPLACE (coalesce(past.status, future.status, s.status) AS status)
    FROM backstop s
    LEFT JOIN (
      SELECT subject, arg_max(status, (ordinal, id)) AS status FROM status_change
      WHERE network = $network AND ordinal < $horizon GROUP BY subject
    ) past ON past.subject = s.id
    LEFT JOIN (
      SELECT subject, arg_min(previous, (ordinal, id)) AS status FROM status_change
      WHERE network = $network AND ordinal >= $horizon GROUP BY subject
    ) future ON future.subject = s.id
    WHERE ${ALIVE}`,

  backstop_balance: `
    SELECT s.network, s.id, s.backstop, s.asset, b.protocol, s.created_ordinal, f.* EXCLUDE (backstop, asset)
    FROM backstop_balance s
    JOIN backstop b ON b.network = s.network AND b.id = s.backstop
    JOIN (
      SELECT backstop, asset,
        arg_max(balance_after, (ordinal, step)) AS balance,
        arg_max(pending_outflow_after, (ordinal, step)) AS pending_outflow,
        arg_max(encumbered_after, (ordinal, step)) AS encumbered,
        arg_max(disabled_after, (ordinal, step)) AS disabled,
        arg_max(shares_after, (ordinal, step)) AS shares,
        arg_max(pending_shares_after, (ordinal, step)) AS pending_shares,
        coalesce(sum(amount) FILTER (WHERE direction = 'IN'), 0::BIGNUM) AS cumulative_in,
        coalesce(sum(amount) FILTER (WHERE direction = 'OUT'), 0::BIGNUM) AS cumulative_out,
        count(*) AS flow_count,
        max(ordinal) AS updated_ordinal
      FROM fund_flow WHERE network = $network AND ordinal < $horizon GROUP BY backstop, asset
    ) f ON f.backstop = s.backstop AND f.asset = s.asset
    WHERE ${ALIVE}`,

  deficit: `
    SELECT s.network, s.id, s.protocol, s.market, s.asset, s.created_ordinal, f.* EXCLUDE (deficit)
    FROM deficit s
    JOIN (
      SELECT deficit,
        arg_max(open_after, (ordinal, id)) AS open,
        arg_max(pending_after, (ordinal, id)) AS pending,
        coalesce(sum(amount) FILTER (WHERE action = 'CREATED'), 0::BIGNUM) AS created,
        coalesce(sum(amount) FILTER (WHERE action = 'COVERED'), 0::BIGNUM) AS covered,
        coalesce(sum(amount) FILTER (WHERE action = 'SOCIALISED'), 0::BIGNUM) AS socialised,
        coalesce(sum(amount) FILTER (WHERE action = 'WRITTEN_OFF'), 0::BIGNUM) AS written_off,
        max(ordinal) AS updated_ordinal
      FROM deficit_change WHERE network = $network AND ordinal < $horizon GROUP BY deficit
    ) f ON f.deficit = s.id
    WHERE ${ALIVE}`,

  position: `
    SELECT s.network, s.id, s.protocol, s.market, s.account, s.created_ordinal, f.* EXCLUDE ("position")
    FROM "position" s
    JOIN (
      SELECT "position",
        arg_max(collateral_after, (ordinal, id)) AS collateral,
        arg_max(debt_after, (ordinal, id)) AS debt,
        arg_max(debt_shares_after, (ordinal, id)) AS debt_shares,
        arg_max(size_after, (ordinal, id)) AS size,
        max(ordinal) AS updated_ordinal
      FROM position_change WHERE network = $network AND ordinal < $horizon GROUP BY "position"
    ) f ON f."position" = s.id
    WHERE ${ALIVE}`,

  auction: `
    SELECT s.* EXCLUDE (lot, bid, bidder, bid_count, status, ended_at, updated_ordinal, debt, liquidation),
      f.* EXCLUDE (auction),
      l.id AS liquidation,
      CASE WHEN s.liquidation IS NULL OR l.id IS NOT NULL THEN s.debt END AS debt
    FROM auction s
    JOIN (
      SELECT auction,
        arg_max(lot_after, (ordinal, id)) AS lot,
        arg_max(bid_after, (ordinal, id)) AS bid,
        arg_max(account, (ordinal, id)) FILTER (WHERE action IN ('BID_UP', 'LOT_DOWN', 'TAKE')) AS bidder,
        (count(*) FILTER (WHERE action IN ('BID_UP', 'LOT_DOWN', 'TAKE')))::INTEGER AS bid_count,
        arg_max(status_after, (ordinal, id)) AS status,
        (min(timestamp) FILTER (WHERE status_after <> 'OPEN'))::BIGNUM AS ended_at,
        max(ordinal) AS updated_ordinal,
        coalesce(sum(bought), 0::BIGNUM) AS lot_sold
      FROM auction_event WHERE network = $network AND ordinal < $horizon $of(auction) GROUP BY auction
    ) f ON f.auction = s.id
    LEFT JOIN liquidation l ON l.network = s.network AND l.id = s.liquidation AND l.ordinal < $horizon
    WHERE ${ALIVE}`,

  option_series: `
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
    WHERE ${ALIVE}`,
};
