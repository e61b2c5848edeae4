import type { DuckDBConnection } from "@duckdb/node-api";
import { ENGINE_VERSION } from "../domain/versions.ts";
import { type FileLayout, readLayout, writeLayout } from "./file-layout.ts";
import type { LedgerSchema, TableSpec } from "./ledger-schema.ts";
import { MIGRATIONS } from "./migrations/all.ts";
import { ForeignFileError, StoreNewerError } from "./store-errors.ts";

/** Version of the store's own tables; the ledger's layout has its own hash. */
export const STORE_VERSION = MIGRATIONS.length;

/**
 * Brings a file to this version: creates the tables in an empty one, or runs the migrations that it lacks, all in one
 * transaction. The tables of the ledger are not converted: derived data of another layout is read anew.
 *
 * @returns The layout that the file had when that of its ledger differs from the one needed: it is left as it was.
 * Null when the file can be used.
 * @throws {StoreNewerError} when a later version of the program wrote it.
 * @throws {ForeignFileError} when it is a database of something else.
 */
export async function migrate(
  connection: DuckDBConnection,
  schema: LedgerSchema,
  path: string,
  onMigration: (name: string) => void = () => undefined,
): Promise<FileLayout | null> {
  const layout = await readLayout(connection);
  if (layout === "foreign") throw new ForeignFileError(path);
  if (layout !== null) refuseNewer(layout, schema, path);
  if (layout !== null && layout.ledger !== schema.hash) return layout;
  const missing = MIGRATIONS.filter(({ version }) => version > (layout?.version ?? 0));
  if (missing.length === 0) return null;
  await inTransaction(connection, async () => {
    for (const { up } of missing) await up(connection, schema.hash);
    if (layout === null) for (const spec of schema.tables) await connection.run(createTableSql(spec));
    await writeLayout(connection, { version: STORE_VERSION, ledger: schema.hash, writtenBy: ENGINE_VERSION });
  });
  if (layout !== null) for (const { name } of missing) onMigration(name);
  return null;
}

async function inTransaction(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await connection.run("BEGIN TRANSACTION");
  try {
    await work();
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
  }
}

/** SQL that creates the table of one entity: `network`, the entity's columns and, for state, `ingested_block`. */
export function createTableSql(spec: TableSpec): string {
  const columns = spec.columns.map(({ column, type, isNullable }) => {
    return `"${column}" ${type}${isNullable ? "" : " NOT NULL"}`;
  });
  const tail = spec.kind === "state" ? ["ingested_block BIGINT NOT NULL"] : [];
  return `CREATE TABLE "${spec.table}" (${["network VARCHAR NOT NULL", ...columns, ...tail].join(", ")})`;
}

/**
 * Refuses a file that a later program wrote: its own tables are newer, or its ledger has another layout since.
 *
 * @throws {StoreNewerError} when it is.
 */
export function refuseNewer(layout: FileLayout, schema: LedgerSchema, path: string): void {
  const isLater = layout.writtenBy !== null && compareVersions(layout.writtenBy, ENGINE_VERSION) > 0;
  if (layout.version <= STORE_VERSION && !(isLater && layout.ledger !== schema.hash)) return;
  throw new StoreNewerError(path, {
    file: `${layout.version} (written by Seawall ${layout.writtenBy ?? "of an unknown version"})`,
    program: `${STORE_VERSION} (Seawall ${ENGINE_VERSION})`,
  });
}

/** Compares `major.minor.patch`; what is no number counts as 0. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(".").map((part) => Number.parseInt(part, 10) || 0));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
