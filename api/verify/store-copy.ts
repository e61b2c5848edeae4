import { lastCheckpoint } from "../store/checkpoints.ts";
import type { ColumnSpec, LedgerSchema, TableSpec } from "../store/ledger-schema.ts";
import { readSource } from "../store/sources.ts";
import type { SqlReader } from "../store/store.ts";
import { type CopyTally, type LedgerCopy, type Part, type Stand, VerifyError } from "./ledger-copy.ts";
import { FIELD_SEPARATOR, NULL_MARK, numericColumns, ordinalField, type TextRow } from "./tally.ts";

/** Where the tables are: a store, or a file that is only read. */
export interface CopySource {
  readonly schema: LedgerSchema;
  /** Runs reads that all see the same moment. */
  snapshot<T>(fn: (reader: SqlReader) => Promise<T>): Promise<T>;
}

/** The copy in the tables of a store. */
export class StoreCopy implements LedgerCopy {
  readonly #source: CopySource;

  /** @param source - Tables to read; nothing is ever written. */
  constructor(source: CopySource) {
    this.#source = source;
  }

  async networks(): Promise<readonly string[]> {
    const sql = "SELECT DISTINCT network FROM checkpoint ORDER BY network";
    const rows = await this.#source.snapshot((reader) => reader.query<{ network: string }>(sql));
    return rows.map(({ network }) => network);
  }

  stand(network: string): Promise<Stand | null> {
    return this.#source.snapshot((reader) => standOf(reader, network));
  }

  tally(part: Part): Promise<CopyTally> {
    const spec = this.#specOf(part);
    return this.#source.snapshot(async (reader) => {
      const stand = await standOf(reader, part.network);
      if (stand === null) throw new VerifyError(`The copy holds nothing of network "${part.network}".`);
      const [row] = await reader.query<Record<string, bigint | null>>(tallySql(spec), boundsOf(part));
      const sums = numericColumns(spec).map(({ field }): [string, bigint] => [
        field,
        row?.[`sum_${field}`] ?? 0n,
      ]);
      return {
        stand,
        tally: { rows: row?.["rows"] ?? 0n, content: row?.["content"] ?? 0n, sums: new Map(sums) },
      };
    });
  }

  rows(part: Part, limit: number): Promise<readonly TextRow[]> {
    const spec = this.#specOf(part);
    const fields = spec.columns.map(({ field, column }) => `"${column}"::VARCHAR AS "${field}"`).join(", ");
    const sql = `SELECT ${fields} FROM "${spec.table}" ${whereOf(spec)} ORDER BY id LIMIT ${limit}`;
    return this.#source.snapshot(async (reader) => {
      const rows = await reader.query<Record<string, string | null>>(sql, boundsOf(part));
      return rows.map((values) => ({ id: values["id"] ?? "", values }));
    });
  }

  #specOf({ entity }: Part): TableSpec {
    const spec = this.#source.schema.tables.find((table) => table.entity === entity);
    if (spec === undefined) throw new VerifyError(`The copy has no entity "${entity}".`);
    return spec;
  }
}

async function standOf(reader: SqlReader, network: string): Promise<Stand | null> {
  const checkpoint = await lastCheckpoint(reader, network);
  const source = await readSource(reader, network);
  if (checkpoint === null || source === null) return null;
  const { blockNumber: block, blockHash: hash } = checkpoint;
  return { block, hash, stateBlock: source.stateBlock, deployment: source.deployment };
}

function whereOf(spec: TableSpec): string {
  const column = ordinalField(spec) === "ordinal" ? "ordinal" : "created_ordinal";
  return `WHERE network = ? AND ${column} >= ? AND ${column} < ?`;
}

function boundsOf({ network, range }: Part): [string, bigint, bigint] {
  return [network, range.from << 20n, (range.to + 1n) << 20n];
}

/** BIGNUM and HUGEINT sums are exact; the fingerprints are below 2^64, so 2^63 of them fit a HUGEINT. */
function tallySql(spec: TableSpec): string {
  const sums = numericColumns(spec).map(({ field, column, type }) => {
    const value = type === "BIGNUM" ? `sum("${column}")` : `sum("${column}"::HUGEINT)`;
    return `coalesce(${value}, 0)::BIGNUM AS "sum_${field}"`;
  });
  const text = `concat_ws(chr(${FIELD_SEPARATOR}), ${spec.columns.map(textOf).join(", ")})`;
  return `SELECT count(*)::BIGINT AS rows, coalesce(sum(md5_number_lower(${text})), 0)::BIGNUM AS content
    ${sums.map((sum) => `, ${sum}`).join("")} FROM "${spec.table}" ${whereOf(spec)}`;
}

function textOf({ column }: ColumnSpec): string {
  return `coalesce("${column}"::VARCHAR, chr(${NULL_MARK}))`;
}
