import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  type DirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeNode,
} from "graphql";

/** DuckDB type of a ledger column. BIGNUM holds any uint256 exactly and is read as a bigint. */
export type ColumnType = "VARCHAR" | "BIGINT" | "INTEGER" | "BIGNUM" | "BOOLEAN";

/** One column of a ledger table and the entity field that fills it. */
export interface ColumnSpec {
  /** Field of the entity, camelCase, as graph-node serves it. */
  readonly field: string;
  /** Column of the table, snake_case. */
  readonly column: string;
  readonly type: ColumnType;
  /** True when null means "not observable on chain at that moment". */
  readonly isNullable: boolean;
  /** True when the field is another entity; the column holds that entity's id. */
  readonly isReference: boolean;
}

/** One table of the store: an entity of `schema.graphql` with `network` in front. */
export interface TableSpec {
  /** Entity name, such as `FundFlow`. */
  readonly entity: string;
  /** Table name, such as `fund_flow`. */
  readonly table: string;
  /** `fact`: written once, ordered by `ordinal`. `state`: replaced by id as the ledger moves on. */
  readonly kind: "fact" | "state";
  /** The entity's own columns, in the order of the schema; `id` is always among them. */
  readonly columns: readonly ColumnSpec[];
}

/** The tables that one version of `schema.graphql` gives. */
export interface LedgerSchema {
  readonly tables: readonly TableSpec[];
  /** First 16 hex digits of the SHA-256 over the table layout: comments do not change it, columns do. */
  readonly hash: string;
}

/** Says that `schema.graphql` has something that the store has no column for. */
export class LedgerSchemaError extends Error {
  override readonly name = "LedgerSchemaError";
}

const SCALAR_TYPES: Readonly<Record<string, ColumnType>> = {
  ID: "VARCHAR",
  Bytes: "VARCHAR",
  String: "VARCHAR",
  BigInt: "BIGNUM",
  Int8: "BIGINT",
  Int: "INTEGER",
  Boolean: "BOOLEAN",
};

/** Fields of a fact that come from the block header: they always fit 63 bits, so they are plain BIGINT. */
const HEADER_FIELDS: ReadonlySet<string> = new Set(["blockNumber", "timestamp"]);

/** Columns that would clash with the store's own `network`: `Protocol.network` is graph-node's name of the network. */
const RENAMED_COLUMNS: Readonly<Record<string, string>> = { network: "graph_network" };

/** Reads and parses the repository's own `schema.graphql`. */
export function loadLedgerSchema(): LedgerSchema {
  return parseLedgerSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
}

/**
 * Derives the tables of the store from the SDL of the ledger. Timeseries and aggregations are left out: the
 * store computes them from the facts.
 *
 * @param sdl - Text of `schema.graphql`.
 * @throws {LedgerSchemaError} when a field has a type without a column type.
 */
export function parseLedgerSchema(sdl: string): LedgerSchema {
  const definitions = parse(sdl).definitions;
  const entities = definitions.filter((node): node is ObjectTypeDefinitionNode => isLedgerEntity(node));
  const entityNames = new Set(entities.map((node) => node.name.value));
  const enumNames = new Set(
    definitions.flatMap((node) => (node.kind === Kind.ENUM_TYPE_DEFINITION ? [node.name.value] : [])),
  );
  const tables = entities.map((node) => toTable(node, entityNames, enumNames));
  return { tables, hash: layoutHash(tables) };
}

/**
 * Turns a camelCase name into snake_case.
 *
 * @example snakeCase("balanceAfter") // "balance_after"
 */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? "" : "_"}${letter.toLowerCase()}`);
}

function isLedgerEntity(node: { readonly kind: string }): boolean {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return false;
  const entity = entityDirective(node as ObjectTypeDefinitionNode);
  return entity !== undefined && !booleanArgument(entity, "timeseries");
}

function entityDirective(node: ObjectTypeDefinitionNode): DirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === "entity");
}

function booleanArgument(directive: DirectiveNode, name: string): boolean {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

function toTable(
  node: ObjectTypeDefinitionNode,
  entities: ReadonlySet<string>,
  enums: ReadonlySet<string>,
): TableSpec {
  const entity = entityDirective(node);
  const kind = entity !== undefined && booleanArgument(entity, "immutable") ? "fact" : "state";
  const stored = (node.fields ?? []).filter((field) => !isDerived(field));
  const columns = stored.map((field) => {
    const named = namedType(field.type);
    const isReference = entities.has(named);
    const scalar = isReference || enums.has(named) ? "VARCHAR" : SCALAR_TYPES[named];
    if (scalar === undefined || isList(field.type)) throw unsupported(node, field, named);
    const isHeader = kind === "fact" && HEADER_FIELDS.has(field.name.value);
    return {
      field: field.name.value,
      column: RENAMED_COLUMNS[field.name.value] ?? snakeCase(field.name.value),
      type: isHeader ? ("BIGINT" as const) : scalar,
      isNullable: field.type.kind !== Kind.NON_NULL_TYPE,
      isReference,
    };
  });
  return { entity: node.name.value, table: snakeCase(node.name.value), kind, columns };
}

function isDerived(field: FieldDefinitionNode): boolean {
  return field.directives?.some((directive) => directive.name.value === "derivedFrom") ?? false;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function isList(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false;
  return type.kind === Kind.LIST_TYPE || isList(type.type);
}

function unsupported(
  node: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  named: string,
): LedgerSchemaError {
  const known = Object.keys(SCALAR_TYPES).join(", ");
  return new LedgerSchemaError(
    `Field "${node.name.value}.${field.name.value}" has type "${isList(field.type) ? `[${named}]` : named}"; ` +
      `the store has columns for ${known}, enums and single references. Change the field or teach ledger-schema.ts.`,
  );
}

function layoutHash(tables: readonly TableSpec[]): string {
  return createHash("sha256").update(JSON.stringify(tables)).digest("hex").slice(0, 16);
}
