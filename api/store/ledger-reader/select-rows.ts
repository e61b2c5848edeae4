import type { OrderDirection, PageRequest, RowPosition, Selection } from "../../services/ports.ts";
import { snakeCase } from "../ledger-schema.ts";
import { conditionSql } from "./conditions.ts";
import { type Fragment, fragment, joinFragments } from "./fragment.ts";
import { isFact, type Relation, relationOf, unknownRowsOf } from "./relations.ts";

/** Query for the rows of a selection as of its view, unordered. */
export function selectRows(entity: string, { view, conditions }: Selection): Fragment {
  const relation = relationOf(entity, view, conditions);
  return filtered(
    relation,
    conditions.map((condition) => conditionSql(condition, relation, view.network)),
  );
}

/** Query for the rows of a selection whose state in its view is not known; null when facts tell all of it. */
export function selectUnknown(entity: string, { view, conditions }: Selection): Fragment | null {
  const relation = unknownRowsOf(entity, view);
  if (relation === null) return null;
  return filtered(
    relation,
    conditions.map((condition) => conditionSql(condition, relation, view.network)),
  );
}

/** Query for one page by ordinal and id. */
export function selectPage(entity: string, request: PageRequest): Fragment {
  const { view, conditions, order, after, limit } = request;
  const relation = relationOf(entity, view, conditions);
  const parts = conditions.map((condition) => conditionSql(condition, relation, view.network));
  if (after !== null) parts.push(...afterPosition(relation, order, after));
  if (limit !== null && isFact(entity)) parts.push(withinPage(relation, parts, { order, limit }));
  const tail = [fragment(`ORDER BY ${relation.orderColumn} ${order}, id ${order}`)];
  if (limit !== null) tail.push(fragment("LIMIT ?", BigInt(limit)));
  return joinFragments([filtered(relation, parts), ...tail], " ");
}

/**
 * Bound on the ordinal that the rows of a page meet. Finding it needs few columns; with it DuckDB reads the others of
 * few rows instead of all.
 */
function withinPage(
  relation: Relation,
  conditions: readonly Fragment[],
  { order, limit }: { readonly order: OrderDirection; readonly limit: number },
): Fragment {
  const [comparison, end] = order === "ASC" ? ["<=", "max"] : [">=", "min"];
  const { orderColumn } = relation;
  return joinFragments(
    [
      fragment(
        `${orderColumn} ${comparison} (SELECT ${end}(${orderColumn}) FROM (SELECT ${orderColumn} FROM (`,
      ),
      filtered(relation, conditions),
      fragment(`) ORDER BY ${orderColumn} ${order} LIMIT ?))`, BigInt(limit)),
    ],
    "",
  );
}

/** Query for some fields of the rows of a selection, by ordinal and id. */
export function selectFields(entity: string, fields: readonly string[], selection: Selection): Fragment {
  const { orderColumn } = relationOf(entity, selection.view);
  const columns = fields.map((field) => `"${snakeCase(field)}"`).join(", ");
  const rows = selectRows(entity, selection);
  return joinFragments(
    [fragment(`SELECT ${columns} FROM (`), rows, fragment(`) s ORDER BY ${orderColumn}, id`)],
    "",
  );
}

/** The bound on the ordinal alone says nothing new; it lets DuckDB skip row groups. */
function afterPosition({ orderColumn }: Relation, order: OrderDirection, after: RowPosition): Fragment[] {
  const comparison = order === "ASC" ? ">" : "<";
  return [
    fragment(`${orderColumn} ${comparison}= ?`, after.ordinal),
    fragment(`(${orderColumn}, id) ${comparison} (?, ?)`, after.ordinal, after.id),
  ];
}

function filtered(relation: Relation, conditions: readonly Fragment[]): Fragment {
  const rows = joinFragments([fragment("SELECT * FROM ("), relation.rows, fragment(") r")], "");
  if (conditions.length === 0) return rows;
  return joinFragments([rows, joinFragments(conditions, " AND ")], " WHERE ");
}
