import type { Condition, PageRequest } from "../../services/ports.ts";
import { snakeCase } from "../ledger-schema.ts";
import type { SqlReader } from "../store.ts";
import { isFixed, selectFixed } from "./relations.ts";

/** Rows of the first and of the largest part, unless more share one ordinal. */
export type PartSizes = { readonly first: number; readonly largest: number };

/** Which rows to go through, and how: as of a view, in an order, from a place on. */
type Walk = Pick<PageRequest, "view" | "conditions" | "order" | "after">;

const GROWTH = 4;

/** Ordinals at which a part starts and ends, both included. */
type Span = { readonly lowest: bigint; readonly highest: bigint; readonly count: bigint };

/**
 * Cuts the rows of an entity that is rebuilt in parts into spans of ordinals, in the order asked for, so that rebuilding
 * one span after another needs memory for one only. A span holds the rows that meet the conditions on fixed fields;
 * whether they meet the others shows when they are rebuilt. Later spans are larger, because whoever goes on was not
 * satisfied by the first.
 *
 * @returns the conditions of the walk and those of one span.
 */
export async function* partsOf(
  sql: SqlReader,
  entity: string,
  walk: Walk,
  { first, largest }: PartSizes,
): AsyncGenerator<readonly Condition[]> {
  let rest = walk.after === null ? [] : [beyond(walk.order, walk.after.ordinal, true)];
  for (let rows = first; ; rows = Math.min(GROWTH * rows, largest)) {
    const span = await nextSpan(sql, entity, { ...walk, conditions: [...walk.conditions, ...rest] }, rows);
    if (span === null) return;
    const { lowest, highest } = span;
    yield [...walk.conditions, atLeast(lowest), below(highest + 1n)];
    if (span.count < rows) return;
    rest = [beyond(walk.order, walk.order === "ASC" ? highest : lowest, false)];
  }
}

async function nextSpan(
  sql: SqlReader,
  entity: string,
  { view, conditions, order }: Walk,
  rows: number,
): Promise<Span | null> {
  const fixed = conditions.filter(({ field }) => isFixed(entity, field));
  const { text, params } = selectFixed("created_ordinal AS o", {
    table: snakeCase(entity),
    scope: view,
    fixed,
  });
  const [span] = await sql.query<{ [K in keyof Span]: Span[K] | null }>(
    `SELECT min(o) AS lowest, max(o) AS highest, count(*) AS count
     FROM (${text} ORDER BY o ${order} LIMIT ${rows})`,
    params,
  );
  return span === undefined || span.lowest === null ? null : (span as Span);
}

function beyond(order: PageRequest["order"], ordinal: bigint, isIncluded: boolean): Condition {
  if (order === "ASC") return atLeast(isIncluded ? ordinal : ordinal + 1n);
  return below(isIncluded ? ordinal + 1n : ordinal);
}

function atLeast(value: bigint): Condition {
  return { field: "ordinal", operator: "atLeast", value };
}

function below(value: bigint): Condition {
  return { field: "ordinal", operator: "below", value };
}
