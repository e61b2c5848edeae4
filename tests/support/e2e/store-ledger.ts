import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Entity, type Ledger, type LedgerRow, readEntities } from "./ledger.ts";

/** Returns the DuckDB file of a world inside a data folder. */
export function storeFileOf(dataDir: string, world = "local"): string {
  const folder = join(dataDir, world);
  const file = readdirSync(folder).find((name) => name.startsWith("store-") && name.endsWith(".duckdb"));
  if (file === undefined) throw new Error(`there is no store in ${folder}`);
  return join(folder, file);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? "" : "_"}${letter.toLowerCase()}`);
}

function selectSql({ name, fields }: Entity): string {
  const columns = fields.map(({ name: field }) => {
    const column = field === "network" ? "graph_network" : snakeCase(field);
    return `"${column}"::VARCHAR AS "${field}"`;
  });
  return `SELECT ${columns.join(", ")} FROM "${snakeCase(name)}" ORDER BY "id"`;
}

/** Reads a store that no process has open, as {@link readLedger} reads the ledger that it copies. */
export async function readStoreLedger(file: string): Promise<Ledger> {
  const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
  try {
    const connection = await instance.connect();
    const ledger = new Map<string, LedgerRow[]>();
    for (const entity of readEntities()) {
      const result = await connection.runAndReadAll(selectSql(entity));
      ledger.set(entity.name, result.getRowObjects() as LedgerRow[]);
    }
    connection.closeSync();
    return ledger;
  } finally {
    instance.closeSync();
  }
}
