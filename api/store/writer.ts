import {
  BIGINT,
  BIGNUM,
  BOOLEAN,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { appendBlocks, deleteBlocksFrom } from "./blocks.ts";
import { deleteKeyframesAbove } from "./keyframes/write-keyframes.ts";
import type { ColumnSpec, ColumnType, LedgerSchema, TableSpec } from "./ledger-schema.ts";
import { deleteSegmentsAfter } from "./series/delete-segments.ts";
import type { StoreTransaction } from "./store.ts";

/**
 * An entity as graph-node serves it: BigInt and Int8 as decimal strings, Bytes as 0x-prefixed hex, a reference
 * as `{ id }`.
 */
export interface WireRow {
  readonly id: string;
  /** Of facts only. */
  readonly ordinal?: unknown;
  readonly [field: string]: unknown;
}

/** A served value that does not fit its column. */
export class WireValueError extends Error {
  override readonly name = "WireValueError";

  constructor(spec: TableSpec, column: ColumnSpec, value: unknown) {
    const wanted = `${column.type}${column.isNullable ? " or null" : ""}`;
    super(
      `"${spec.entity}.${column.field}" should be ${wanted}, but the subgraph served ${JSON.stringify(value)}. ` +
        "Its schema differs from this version's schema.graphql: deploy the matching subgraph.",
    );
  }
}

/** Rows of one DuckDB vector. */
const CHUNK_ROWS = 2048;

const DUCKDB_TYPES: Readonly<Record<ColumnType, DuckDBType>> = { VARCHAR, BIGINT, INTEGER, BIGNUM, BOOLEAN };

const JS_TYPES: Readonly<Record<ColumnType, string>> = {
  VARCHAR: "string",
  BIGINT: "string",
  BIGNUM: "string",
  INTEGER: "number",
  BOOLEAN: "boolean",
};

/**
 * Appends facts and their blocks, in the order given; keep them sorted by ordinal, which lets DuckDB skip row groups.
 *
 * @throws {WireValueError} when a value does not fit its column.
 */
export async function appendFacts(
  tx: StoreTransaction,
  spec: TableSpec,
  network: string,
  rows: readonly WireRow[],
): Promise<void> {
  await appendRows(tx, spec, rows, [{ type: VARCHAR, value: network }]);
  await appendBlocks(tx, network, rows);
}

/**
 * Writes state rows: a row with the same network and id that was read at an earlier block is replaced.
 *
 * @param rows - Distinct by id, and none with an id that was already written for the same block.
 * @param at - Network, and the block at which the rows were read; a rollback below that block reads them again.
 *   `newFrom` is the first ordinal of which the store has no state yet: things created from there on replace nothing.
 * @throws {WireValueError} when a value does not fit its column.
 */
export async function upsertState(
  tx: StoreTransaction,
  spec: TableSpec,
  rows: readonly WireRow[],
  at: { readonly network: string; readonly block: bigint; readonly newFrom?: bigint },
): Promise<void> {
  if (rows.length === 0) return;
  const { network, block, newFrom } = at;
  await appendRows(tx, spec, rows, [
    { type: VARCHAR, value: network },
    { type: BIGINT, value: block },
  ]);
  const known = rows.filter((row) => newFrom === undefined || !isCreatedFrom(row, newFrom));
  if (known.length === 0) return;
  await tx.query(
    `DELETE FROM "${spec.table}" WHERE network = ? AND ingested_block < ? AND id IN (SELECT unnest(?))`,
    [network, block, known.map(({ id }) => id)],
  );
}

function isCreatedFrom({ createdOrdinal }: WireRow, ordinal: bigint): boolean {
  return typeof createdOrdinal === "string" && BigInt(createdOrdinal) >= ordinal;
}

/** Removes state rows that the ledger no longer has. */
export async function deleteState(
  tx: StoreTransaction,
  spec: TableSpec,
  network: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(`DELETE FROM "${spec.table}" WHERE network = ? AND id IN (SELECT unnest(?))`, [
    network,
    ids,
  ]);
}

/** Removes every fact of a network at or above an ordinal, and the keyframes that such facts took part in. */
export async function deleteFactsFrom(
  tx: StoreTransaction,
  schema: LedgerSchema,
  network: string,
  ordinal: bigint,
): Promise<void> {
  for (const { table, kind } of schema.tables) {
    if (kind !== "fact") continue;
    await tx.query(`DELETE FROM "${table}" WHERE network = ? AND ordinal >= ?`, [network, ordinal]);
  }
  await deleteBlocksFrom(tx, network, ordinal);
  await deleteKeyframesAbove(tx, network, ordinal);
}

/** Removes everything of one network: facts, state, keyframes, pieces of series and checkpoints. */
export async function deleteNetwork(
  tx: StoreTransaction,
  schema: LedgerSchema,
  network: string,
): Promise<void> {
  for (const table of [...schema.tables.map((spec) => spec.table), "block", "checkpoint", "source"]) {
    await tx.query(`DELETE FROM "${table}" WHERE network = ?`, [network]);
  }
  await deleteKeyframesAbove(tx, network, 0n);
  await deleteSegmentsAfter(tx, network, -1n);
}

/** A column with one value for all rows: the network in front, the block of reading behind. */
interface ConstantColumn {
  readonly type: DuckDBType;
  readonly value: DuckDBValue;
}

async function appendRows(
  tx: StoreTransaction,
  spec: TableSpec,
  rows: readonly WireRow[],
  [network, ...tail]: readonly ConstantColumn[],
): Promise<void> {
  if (rows.length === 0 || network === undefined) return;
  const constants = [network, ...tail];
  const types = [
    network.type,
    ...spec.columns.map(({ type }) => DUCKDB_TYPES[type]),
    ...tail.map(({ type }) => type),
  ];
  const appender = await tx.connection.createAppender(spec.table);
  const chunk = chunkOf(spec, types);
  try {
    for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
      const part = rows.slice(start, start + CHUNK_ROWS);
      chunk.reset();
      chunk.rowCount = part.length;
      fillConstants(chunk, constants, part.length);
      fillColumns(chunk, spec, part);
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    chunk.reset();
    appender.closeSync();
  }
}

/**
 * One chunk for each table, used again and again: it takes half a megabyte outside of JavaScript's memory, which the
 * garbage collector does not see and leaves for long.
 */
const chunks = new WeakMap<TableSpec, DuckDBDataChunk>();

function chunkOf(spec: TableSpec, types: readonly DuckDBType[]): DuckDBDataChunk {
  const chunk = chunks.get(spec) ?? DuckDBDataChunk.create(types);
  chunks.set(spec, chunk);
  return chunk;
}

function fillConstants(chunk: DuckDBDataChunk, constants: readonly ConstantColumn[], rowCount: number): void {
  constants.forEach(({ value }, index) => {
    const column = index === 0 ? 0 : chunk.columnCount - constants.length + index;
    chunk.setColumnValues(column, new Array<DuckDBValue>(rowCount).fill(value));
  });
}

function fillColumns(chunk: DuckDBDataChunk, spec: TableSpec, rows: readonly WireRow[]): void {
  spec.columns.forEach((column, index) => {
    chunk.setColumnValues(
      index + 1,
      rows.map((row) => toDuckDb(spec, column, row[column.field])),
    );
  });
}

function toDuckDb(spec: TableSpec, column: ColumnSpec, served: unknown): DuckDBValue {
  const value = column.isReference ? referenceId(served) : served;
  if (value === null && column.isNullable) return null;
  if (typeof value !== JS_TYPES[column.type]) throw new WireValueError(spec, column, served);
  if (column.type !== "BIGINT" && column.type !== "BIGNUM") return value as DuckDBValue;
  return BigInt(value as string);
}

function referenceId(served: unknown): unknown {
  return typeof served === "object" && served !== null ? (served as { id?: unknown }).id : served;
}
