import { createHash } from "node:crypto";
import type { ColumnSpec, TableSpec } from "../store/ledger-schema.ts";
import type { WireRow } from "../store/writer.ts";

/** Blocks of a range, both included. */
export interface BlockRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** What some rows of one entity add up to. Two sets of rows with the same tally hold the same rows. */
export interface Tally {
  readonly rows: bigint;
  /** Exact sum of each numeric field; null counts as nothing. */
  readonly sums: ReadonlyMap<string, bigint>;
  /** Sum of the rows' fingerprints, see {@link fingerprint}: tells what counts and sums do not, such as another text. */
  readonly content: bigint;
}

/** A row with all its fields as text; null for null, the id for a reference. */
export interface TextRow {
  readonly id: string;
  readonly values: Readonly<Record<string, string | null>>;
}

/** Between two fields of a row; no text of a ledger holds it. */
export const FIELD_SEPARATOR = 31;
/** In the place of null. */
export const NULL_MARK = 30;

/** The fields of an entity that are added up. */
export function numericColumns({ columns }: TableSpec): readonly ColumnSpec[] {
  return columns.filter(({ type }) => type === "BIGNUM" || type === "BIGINT" || type === "INTEGER");
}

/** The field that places a row of an entity in the chain. */
export function ordinalField({ kind }: TableSpec): "ordinal" | "createdOrdinal" {
  return kind === "fact" ? "ordinal" : "createdOrdinal";
}

/** Turns a row as the subgraph serves it into text, as the store writes the same values. */
export function toText({ columns }: TableSpec, row: WireRow): TextRow {
  const values = columns.map(({ field, isReference }): [string, string | null] => {
    const served = row[field] ?? null;
    const value = isReference && typeof served === "object" && served !== null ? idOf(served) : served;
    return [field, value === null ? null : String(value)];
  });
  return { id: row.id, values: Object.fromEntries(values) };
}

/** Adds up rows. */
export function tallyOf(spec: TableSpec, rows: readonly TextRow[]): Tally {
  const sums = numericColumns(spec).map(({ field }): [string, bigint] => [
    field,
    rows.reduce((sum, { values }) => sum + BigInt(values[field] ?? 0), 0n),
  ]);
  const content = rows.reduce((sum, row) => sum + fingerprint(spec, row), 0n);
  return { rows: BigInt(rows.length), sums: new Map(sums), content };
}

/** Adds two tallies of the same entity. */
export function addTallies(a: Tally, b: Tally): Tally {
  const fields = new Set([...a.sums.keys(), ...b.sums.keys()]);
  const sums = [...fields].map((field): [string, bigint] => [
    field,
    (a.sums.get(field) ?? 0n) + (b.sums.get(field) ?? 0n),
  ]);
  return { rows: a.rows + b.rows, sums: new Map(sums), content: a.content + b.content };
}

/** Says whether two tallies of the same entity are equal in every number. */
export function isSameTally(a: Tally, b: Tally): boolean {
  const hasSameSums = [...a.sums].every(([field, sum]) => b.sums.get(field) === sum);
  return a.rows === b.rows && a.content === b.content && hasSameSums;
}

/**
 * The last 8 bytes, little-endian, of the MD5 of all fields in the order of the schema: `md5_number_lower` of DuckDB.
 * It guards against accidents, not against somebody who makes rows collide.
 */
function fingerprint({ columns }: TableSpec, { values }: TextRow): bigint {
  const mark = String.fromCharCode(NULL_MARK);
  const text = columns.map(({ field }) => values[field] ?? mark).join(String.fromCharCode(FIELD_SEPARATOR));
  return createHash("md5").update(text).digest().readBigUInt64LE(8);
}

function idOf(served: object): string | null {
  return (served as { id?: string }).id ?? null;
}
