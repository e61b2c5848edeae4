import type { Migration } from "./migration.ts";

/** The version of the own tables and the layout of the ledger are told apart, so that either may change alone. */
export const versionAndLedger: Migration = {
  version: 2,
  name: "version and layout of the ledger apart",
  up: async (connection, ledger) => {
    await connection.run("DELETE FROM store_meta WHERE key = 'layout'");
    await connection.run("INSERT INTO store_meta VALUES ('ledger', ?)", [ledger]);
  },
};
