import type { DuckDBConnection } from "@duckdb/node-api";

/** What a store's file says of itself. */
export interface FileLayout {
  /** Version of the store's own tables. */
  readonly version: number;
  /** Hash of the layout of its ledger tables. */
  readonly ledger: string;
  /** Version of the program that wrote it last (SemVer); null before version 2. */
  readonly writtenBy: string | null;
}

/** Says which layout it is, for messages and file names, such as `2-0f3a…`. */
export function layoutName({ version, ledger }: FileLayout): string {
  return `${version}-${ledger}`;
}

/**
 * Reads what a file says of itself.
 *
 * @returns Null for an empty file; "foreign" for a database that is no store.
 */
export async function readLayout(connection: DuckDBConnection): Promise<FileLayout | "foreign" | null> {
  const tables = await namesOf(connection);
  if (tables.length === 0) return null;
  if (!tables.includes("store_meta")) return "foreign";
  const rows = await connection.runAndReadAll("SELECT key, value FROM store_meta");
  return toLayout(new Map(rows.getRows().map(([key, value]) => [String(key), String(value)])));
}

/** Replaces what the file says of itself. */
export async function writeLayout(connection: DuckDBConnection, layout: FileLayout): Promise<void> {
  const { version, ledger, writtenBy } = layout;
  await connection.run("DELETE FROM store_meta WHERE key IN ('version', 'ledger', 'written_by')");
  await connection.run("INSERT INTO store_meta VALUES ('version', ?), ('ledger', ?), ('written_by', ?)", [
    String(version),
    ledger,
    writtenBy,
  ]);
}

async function namesOf(connection: DuckDBConnection): Promise<string[]> {
  const found = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables()");
  return found.getRows().map(([name]) => String(name));
}

/** Version 1 wrote one row, `layout`, of version and hash. */
function toLayout(meta: ReadonlyMap<string, string>): FileLayout | "foreign" {
  const [, first = "", hash = ""] = /^(\d+)-(.+)$/.exec(meta.get("layout") ?? "") ?? [];
  const version = Number(meta.get("version") ?? first);
  const ledger = meta.get("ledger") ?? hash;
  if (!(version > 0) || ledger === "") return "foreign";
  return { version, ledger, writtenBy: meta.get("written_by") ?? null };
}
