import type { Migration } from "./migration.ts";

const TABLES = [
  `CREATE TABLE job (id VARCHAR NOT NULL, kind VARCHAR NOT NULL, network VARCHAR NOT NULL, block_number BIGINT NOT NULL,
     block_hash VARCHAR NOT NULL, args VARCHAR NOT NULL, state VARCHAR NOT NULL, attempts INTEGER NOT NULL,
     submitted_at BIGINT NOT NULL, started_at BIGINT, finished_at BIGINT, error VARCHAR, result VARCHAR)`,
  "CREATE TABLE job_key (key VARCHAR NOT NULL, job VARCHAR NOT NULL)",
];

/** Long computations, none yet. */
export const jobs: Migration = {
  version: 6,
  name: "jobs and their results",
  up: async (connection) => {
    for (const sql of TABLES) await connection.run(sql);
  },
};
