import type { DuckDBConnection } from "@duckdb/node-api";

/** One step that brings the store's own tables from a version to the next; it runs inside a transaction. */
export interface Migration {
  /** Version that the tables have afterwards. */
  readonly version: number;
  /** What it does, for the log. */
  readonly name: string;
  /**
   * Does it.
   *
   * @param ledger - Hash of the layout that the file's ledger tables have.
   */
  up(connection: DuckDBConnection, ledger: string): Promise<void>;
}
