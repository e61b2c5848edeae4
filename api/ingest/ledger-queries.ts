import type { TableSpec } from "../store/ledger-schema.ts";

/** Most rows that graph-node gives in one list. */
export const MAX_PAGE_ROWS = 1000;

/** One list field of a query: an alias, the entity, and what to ask of it. */
export interface ListSelection {
  readonly spec: TableSpec;
  /** Rows asked for, 1 to 1000. */
  readonly first: number;
  readonly orderBy: "ordinal" | "createdOrdinal" | "id";
  /** Filter as graph-node takes it. */
  readonly where: Filter;
  /** Fields to read; all of the entity when left out. */
  readonly fields?: readonly string[];
}

/** A filter of graph-node; numbers of type Int8 are written as strings. */
export type Filter = Readonly<Record<string, unknown>>;

/** Where the last page of facts ended. */
export interface FactCursor {
  readonly ordinal: bigint;
  readonly id: string;
}

/**
 * Returns the name under which graph-node lists an entity.
 *
 * @example listField("FundFlow") // "fundFlows"
 * @example listField("OptionSeries") // "optionSeries_collection"
 */
export function listField(entity: string): string {
  const singular = singleField(entity);
  if (singular.endsWith("s")) return `${singular}_collection`;
  return singular.endsWith("y") ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

/** Returns the name under which graph-node gives one entity by id. */
export function singleField(entity: string): string {
  return entity.charAt(0).toLowerCase() + entity.slice(1);
}

/** Returns the selection that reads all columns of an entity; references are read as `{ id }`. */
export function allFields(spec: TableSpec): readonly string[] {
  return spec.columns.map(({ field, isReference }) => (isReference ? `${field} { id }` : field));
}

/**
 * Filters the facts in a range of ordinals, after a cursor. Facts of one log share the ordinal, so the cursor is
 * (ordinal, id): the outer bound lets the database use its index, the inner one drops what was read already.
 *
 * @param range - First ordinal read, and first ordinal not read.
 */
export function factFilter(range: OrdinalRange, after: FactCursor | null): Filter {
  const below = { ordinal_lt: range.to.toString() };
  if (after === null) return { ordinal_gte: range.from.toString(), ...below };
  const ordinal = after.ordinal.toString();
  return { and: [{ ordinal_gte: ordinal }, below, { or: [{ ordinal_gt: ordinal }, { id_gt: after.id }] }] };
}

/** A half-open range of ordinals. */
export interface OrdinalRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** Filters the state rows that changed at or after a block, after an id. */
export function changedFilter(sinceBlock: bigint, afterId: string | null): Filter {
  const changed = { _change_block: { number_gte: Number(sinceBlock) } };
  return afterId === null ? changed : { ...changed, id_gt: afterId };
}

/**
 * Builds one query over several lists. Each list is named after its place: `l0`, `l1`, ... Filters and the block
 * travel as variables `w0`, `w1`, ..., `block`, so the text stays the same from page to page.
 */
export function listsQuery(lists: readonly ListSelection[]): string {
  const variables = lists.map(({ spec }, at) => `$w${at}: ${spec.entity}_filter!`);
  const fields = lists.map(({ spec, first, orderBy, fields: wanted }, at) => {
    const selection = (wanted ?? allFields(spec)).join(" ");
    const order = `orderBy: ${orderBy}, orderDirection: asc`;
    return `l${at}: ${listField(spec.entity)}(first: ${first}, ${order}, where: $w${at}, block: $block) { ${selection} }`;
  });
  return `query ($block: Block_height!, ${variables.join(", ")}) { ${fields.join(" ")} ${META_FIELD} }`;
}

/** Builds one query for the block hashes of single facts, `f0`, `f1`, ...; null for one that is not in the ledger. */
export function blockHashesQuery(entities: readonly string[]): string {
  const variables = entities.map((_, at) => `$i${at}: ID!`);
  const fields = entities.map((entity, at) => {
    return `f${at}: ${singleField(entity)}(id: $i${at}, block: $block) { blockHash }`;
  });
  return `query ($block: Block_height!, ${variables.join(", ")}) { ${fields.join(" ")} ${META_FIELD} }`;
}

/** Read with every page: the head at the moment of the answer, which graph-node gives from the same snapshot. */
const META_FIELD = "_meta { block { number hash } }";
