import type { Migration } from "./migration.ts";

const TABLES = [
  "CREATE TABLE checkpoint (network VARCHAR NOT NULL, block_number BIGINT NOT NULL, block_hash VARCHAR NOT NULL, block_timestamp BIGINT NOT NULL)",
  "CREATE TABLE source (network VARCHAR NOT NULL, deployment VARCHAR NOT NULL, state_block BIGINT NOT NULL)",
  `CREATE VIEW head AS
     SELECT network, max(block_number) AS block_number, arg_max(block_hash, block_number) AS block_hash,
            arg_max(block_timestamp, block_number) AS block_timestamp
     FROM checkpoint GROUP BY network`,
  "CREATE TABLE store_meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)",
];

/** How far each network is, where it comes from, and what the file is. */
export const ownTables: Migration = {
  version: 1,
  name: "checkpoints, sources and the file's layout",
  up: async (connection, ledger) => {
    for (const sql of TABLES) await connection.run(sql);
    await connection.run("INSERT INTO store_meta VALUES ('layout', ?)", [`1-${ledger}`]);
  },
};
