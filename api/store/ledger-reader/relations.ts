import type { Condition } from "../../services/ports.ts";
import {
  BALANCE_KEYFRAME,
  DEFICIT_KEYFRAME,
  FEED_KEYFRAME,
  LIQUIDATION_KEYFRAME,
  POSITION_KEYFRAME,
} from "../keyframes/definitions.ts";
import { fold } from "../keyframes/fold.ts";
import type { Keyframe } from "../keyframes/keyframe.ts";
import { snakeCase } from "../ledger-schema.ts";
import { conditionSql } from "./conditions.ts";
import { type Fragment, fragment, joinFragments } from "./fragment.ts";
import { AUCTION, AUCTION_CHANGING } from "./state/auction.ts";
import { BACKSTOP, BACKSTOP_BALANCE, DEFICIT, POSITION } from "./state/capital.ts";
import { OPTION_SERIES, OPTION_SERIES_CHANGING } from "./state/option-series.ts";
import { MARKET, PRICE_FEED, PROTOCOL } from "./state/reference.ts";
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

/** Returns whether an entity is a kind of fact. */
export function isFact(entity: string): boolean {
  return FACT_TABLES.includes(snakeCase(entity));
}

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
  if (isFact(entity)) {
    const text = `SELECT * FROM ${table} WHERE network = ? AND ordinal < ?`;
    return { rows: fragment(text, scope.network, scope.horizon), orderColumn: "ordinal" };
  }
  const rebuild = STATE[table] ?? (UNCHANGED_ONLY.includes(table) ? unchangedRows(table) : whole(table));
  const fixed = conditions.filter(({ field }) => isFixed(entity, field));
  const rows = withScope(rebuild, { table, scope, fixed, conditions });
  return { rows, orderColumn: "created_ordinal" };
}

/** Returns the rows of an entity that existed at the scope's horizon in a state that is not known; null when all are. */
export function unknownRowsOf(entity: string, scope: Scope): Relation | null {
  const table = snakeCase(entity);
  if (!UNCHANGED_ONLY.includes(table)) return null;
  const rows = withScope(changedRows(table), { table, scope, fixed: [], conditions: [] });
  return { rows, orderColumn: "created_ordinal" };
}

function whole(table: string): string {
  return `SELECT s.* FROM ${table} s WHERE s.network = $network AND s.created_ordinal < $horizon`;
}

/** Tables with so many rows that they are rebuilt in parts, and their columns that change as facts come. */
const REBUILT_IN_PARTS: Readonly<Record<string, readonly string[]>> = {
  auction: AUCTION_CHANGING,
  option_series: OPTION_SERIES_CHANGING,
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

/** Rows of a table at a horizon, and the conditions that hold for a row at every horizon or at none. */
type FixedRows = { readonly table: string; readonly scope: Scope; readonly fixed: readonly Condition[] };

/** What is asked of rows that are rebuilt. */
type Rebuild = FixedRows & { readonly conditions: readonly Condition[] };

/**
 * Query for the ids and ordinals of the rows that meet conditions on fixed fields, without rebuilding them.
 *
 * @param columns - Columns of the table.
 */
export function selectFixed(columns: string, from: FixedRows): Fragment {
  const { network, horizon } = from.scope;
  const place = { orderColumn: "created_ordinal" };
  const alive = fragment("network = ? AND created_ordinal < ?", network, horizon);
  const all = [alive, ...from.fixed.map((condition) => conditionSql(condition, place, network))];
  const head = fragment(`SELECT ${columns} FROM ${from.table}`);
  return joinFragments([head, joinFragments(all, " AND ")], " WHERE ");
}

/**
 * Replaces `$network` and `$horizon` by `?` with their values in the order in which they stand, `$of(column)` by what
 * leaves out facts of rows that do not meet the fixed conditions, and `$fold(name)` by the query that adds facts up.
 * No fact of a thing is older than the thing.
 */
function withScope(text: string, from: Rebuild): Fragment {
  const parts = text.split(/\$(network|horizon|(?:of|fold)\(\w+\))/).map((part, at) => {
    if (at % 2 === 0) return fragment(part);
    if (part === "network" || part === "horizon") return fragment("?", from.scope[part]);
    const name = part.slice(part.indexOf("(") + 1, -1);
    return part.startsWith("of") ? factsOf(name, from) : foldOf(name, from);
  });
  return joinFragments(parts, "");
}

function foldOf(name: string, { scope, conditions }: Rebuild): Fragment {
  const keyframe = FOLDED[name];
  if (keyframe === undefined) throw new Error(`Expected the name of a keyframe, got "${name}".`);
  const where = conditions.flatMap((condition) => {
    const field = keyframe.conditions[condition.field];
    return field === undefined
      ? []
      : [conditionSql({ ...condition, field }, { orderColumn: "ordinal" }, scope.network)];
  });
  return fold(keyframe, { ...scope, where });
}

function factsOf(column: string, from: FixedRows): Fragment {
  if (from.fixed.length === 0) return fragment("");
  const ids = selectFixed("id", from);
  const since = from.fixed.filter(({ field, operator }) => field === "ordinal" && operator === "atLeast");
  const bounds = since.map((condition) =>
    conditionSql(condition, { orderColumn: "ordinal" }, from.scope.network),
  );
  const among = joinFragments([fragment(`${column} IN (`), ids, fragment(")")], "");
  return joinFragments([fragment(""), among, ...bounds], " AND ");
}

/** Keyframes by the name under which a relation folds them. */
const FOLDED: Readonly<Record<string, Keyframe>> = {
  balance: BALANCE_KEYFRAME,
  deficit: DEFICIT_KEYFRAME,
  feed: FEED_KEYFRAME,
  liquidation: LIQUIDATION_KEYFRAME,
  position: POSITION_KEYFRAME,
};

const STATE: Readonly<Record<string, string>> = {
  protocol: PROTOCOL,
  market: MARKET,
  price_feed: PRICE_FEED,
  backstop: BACKSTOP,
  backstop_balance: BACKSTOP_BALANCE,
  deficit: DEFICIT,
  position: POSITION,
  auction: AUCTION,
  option_series: OPTION_SERIES,
  status_interval: STATUS_INTERVAL,
};
