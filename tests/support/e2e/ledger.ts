import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, type ObjectTypeDefinitionNode, parse, type TypeNode } from "graphql";
import { queryGraphql } from "./graphql.ts";

/** A row of an entity; references hold ids. Numbers are decimal strings, null is "not observable". */
export type LedgerRow = Readonly<Record<string, string | null>>;

/** All rows of a ledger by entity name, each list ordered by id. */
export type Ledger = ReadonlyMap<string, readonly LedgerRow[]>;

/** An entity of `schema.graphql` without its derived fields. */
export interface Entity {
  readonly name: string;
  readonly isFact: boolean;
  readonly fields: readonly { readonly name: string; readonly isReference: boolean }[];
}

const PAGE = 1_000;
const SCHEMA = join(import.meta.dirname, "../../../schema.graphql");

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function directive(node: ObjectTypeDefinitionNode, name: string): string | null {
  const entity = node.directives?.find(({ name: { value } }) => value === "entity");
  const argument = entity?.arguments?.find((candidate) => candidate.name.value === name);
  return argument?.value.kind === Kind.BOOLEAN ? String(argument.value.value) : null;
}

/** Reads the entities of `schema.graphql`; time series are left out. */
export function readEntities(): Entity[] {
  const types = parse(readFileSync(SCHEMA, "utf8")).definitions.filter(
    (node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
  const entities = types.filter((node) => directive(node, "immutable") !== null);
  const names = new Set(entities.map(({ name }) => name.value));
  return entities.map((node) => ({
    name: node.name.value,
    isFact: directive(node, "immutable") === "true",
    fields: (node.fields ?? [])
      .filter(({ directives }) => !directives?.some(({ name }) => name.value === "derivedFrom"))
      .map(({ name, type }) => ({ name: name.value, isReference: names.has(namedType(type)) })),
  }));
}

/** Name under which graph-node lists an entity, as its introspection shows; a plural that is no plural is marked. */
function listName(entity: string): string {
  const lower = entity.charAt(0).toLowerCase() + entity.slice(1);
  return lower.endsWith("Series") ? `${lower}_collection` : `${lower}s`;
}

type WireRow = Readonly<Record<string, string | number | boolean | null | { readonly id: string }>>;

function plain(row: WireRow): LedgerRow {
  const entries = Object.entries(row).map(([field, value]) => {
    if (value === null) return [field, null] as const;
    return [field, typeof value === "object" ? value.id : String(value)] as const;
  });
  return Object.fromEntries(entries);
}

async function readEntity(url: string, entity: Entity, block: string): Promise<LedgerRow[]> {
  const fields = entity.fields.map(({ name, isReference }) => (isReference ? `${name} { id }` : name));
  const query = `query($after: Bytes!) {
    rows: ${listName(entity.name)}(first: ${PAGE}, orderBy: id, where: { id_gt: $after }${block}) { ${fields.join(" ")} }
  }`;
  const rows: LedgerRow[] = [];
  for (;;) {
    const after = rows.at(-1)?.["id"] ?? "0x";
    const page = await queryGraphql<{ rows: WireRow[] }>(url, query, { after });
    rows.push(...page.rows.map(plain));
    if (page.rows.length < PAGE) return rows;
  }
}

/**
 * Reads the whole ledger from graph-node's GraphQL.
 *
 * @param block - Number of the block whose state is read; the newest unless given.
 */
export async function readLedger(url: string, block?: number): Promise<Ledger> {
  const argument = block === undefined ? "" : `, block: { number: ${block} }`;
  const ledger = new Map<string, LedgerRow[]>();
  for (const entity of readEntities()) ledger.set(entity.name, await readEntity(url, entity, argument));
  return ledger;
}

/** Returns the rows of an entity; empty when there are none. */
export function rowsOf(ledger: Ledger, entity: string): readonly LedgerRow[] {
  return ledger.get(entity) ?? [];
}

/** Returns how many rows each entity has; entities without rows are left out. */
export function rowCounts(ledger: Ledger): Record<string, number> {
  const counts = [...ledger].filter(([, rows]) => rows.length > 0).map(([name, rows]) => [name, rows.length]);
  return Object.fromEntries(counts);
}

/** Returns a number of a row, exactly. */
export function big(row: LedgerRow, field: string): bigint {
  const value = row[field];
  if (value == null) throw new Error(`row ${row["id"]} has no ${field}`);
  return BigInt(value);
}
