import type { DuckDBConnection } from "@duckdb/node-api";
import type { LedgerSchema, TableSpec } from "./ledger-schema.ts";
import { StoreVersionError } from "./store-errors.ts";

/** Version of the store's own tables (`checkpoint`, `source`, `store_meta`); the ledger's layout has its own hash. */
export const STORE_VERSION = 1;

const OWN_TABLES = [
  "CREATE TABLE checkpoint (network VARCHAR NOT NULL, block_number BIGINT NOT NULL, block_hash VARCHAR NOT NULL, block_timestamp BIGINT NOT NULL)",
  "CREATE TABLE source (network VARCHAR NOT NULL, deployment VARCHAR NOT NULL, state_block BIGINT NOT NULL)",
  `CREATE VIEW head AS
     SELECT network, max(block_number) AS block_number, arg_max(block_hash, block_number) AS block_hash,
            arg_max(block_timestamp, block_number) AS block_timestamp
     FROM checkpoint GROUP BY network`,
];

/**
 * Creates the tables in an empty file, or checks that a used file has exactly the layout needed.
 * There is no conversion between layouts: the store is derived data, so an old file is rebuilt.
 *
 * @throws {StoreVersionError} when the file has another layout or was written by another version.
 */
export async function migrate(
  connection: DuckDBConnection,
  schema: LedgerSchema,
  path: string,
): Promise<void> {
  const expected = `${STORE_VERSION}-${schema.hash}`;
  const actual = await storedLayout(connection);
  if (actual === expected) return;
  if (actual !== null) throw new StoreVersionError(path, expected, actual);
  await createTables(connection, schema, expected);
}

/** SQL that creates the table of one entity: `network`, the entity's columns and, for state, `ingested_block`. */
export function createTableSql(spec: TableSpec): string {
  const columns = spec.columns.map(({ column, type, isNullable }) => {
    return `"${column}" ${type}${isNullable ? "" : " NOT NULL"}`;
  });
  const tail = spec.kind === "state" ? ["ingested_block BIGINT NOT NULL"] : [];
  return `CREATE TABLE "${spec.table}" (${["network VARCHAR NOT NULL", ...columns, ...tail].join(", ")})`;
}

async function storedLayout(connection: DuckDBConnection): Promise<string | null> {
  const found = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables()");
  if (found.getRows().length === 0) return null;
  if (!found.getRows().some(([name]) => name === "store_meta")) return "unknown (tables of something else)";
  const meta = await connection.runAndReadAll("SELECT value FROM store_meta WHERE key = 'layout'");
  return String(meta.getRows()[0]?.[0] ?? "unknown");
}

async function createTables(
  connection: DuckDBConnection,
  schema: LedgerSchema,
  layout: string,
): Promise<void> {
  await connection.run("BEGIN TRANSACTION");
  for (const sql of [...OWN_TABLES, ...schema.tables.map(createTableSql)]) await connection.run(sql);
  await connection.run("CREATE TABLE store_meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)");
  await connection.run("INSERT INTO store_meta VALUES ('layout', ?)", [layout]);
  await connection.run("COMMIT");
}
