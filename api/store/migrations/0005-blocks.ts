import type { DuckDBConnection } from "@duckdb/node-api";
import type { Migration } from "./migration.ts";

const CREATE = `CREATE TABLE block (
  network VARCHAR NOT NULL, number BIGINT NOT NULL, hash VARCHAR NOT NULL, "timestamp" BIGINT NOT NULL)`;

/** Tables whose rows name their block. */
const TABLES_WITH_BLOCKS = `
  SELECT table_name FROM duckdb_columns()
  WHERE schema_name = 'main' AND NOT internal AND column_name IN ('ordinal', 'block_number', 'block_hash', 'timestamp')
  GROUP BY table_name HAVING count(*) = 4 ORDER BY table_name`;

/** Pieces in which the blocks of a used file are read, so that none needs much memory. */
const PIECES = 200n;

/** Blocks that facts name, read from the facts of a used file. */
export const blocks: Migration = {
  version: 5,
  name: "one table of blocks, for answers by number, time and hash",
  up: async (connection) => {
    await connection.run(CREATE);
    const found = await connection.runAndReadAll(TABLES_WITH_BLOCKS);
    const tables = found.getRows().map(([name]) => String(name));
    if (tables.length > 0) await readBlocks(connection, tables);
  },
};

async function readBlocks(connection: DuckDBConnection, tables: readonly string[]): Promise<void> {
  const all = tables
    .map((table) => `SELECT network, block_number, block_hash, "timestamp" FROM "${table}"`)
    .join(" UNION ALL ");
  const ends = await connection.runAndReadAll(`SELECT min(block_number), max(block_number) FROM (${all})`);
  const [lowest, highest] = ends.getRows()[0] ?? [];
  if (typeof lowest !== "bigint" || typeof highest !== "bigint") return;
  const span = (highest - lowest) / PIECES + 1n;
  for (let from = lowest; from <= highest; from += span) {
    await connection.run(
      `INSERT INTO block SELECT DISTINCT network, block_number, block_hash, "timestamp" FROM (${all})
       WHERE block_number >= ? AND block_number < ? ORDER BY block_number`,
      [from, from + span],
    );
  }
}
