import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { layoutName, readLayout } from "./file-layout.ts";
import type { LedgerSchema } from "./ledger-schema.ts";
import { refuseNewer, STORE_VERSION } from "./migrations.ts";
import { readerOn, type SqlReader } from "./store.ts";
import { ForeignFileError, StoreOpenError, StoreVersionError } from "./store-errors.ts";

/**
 * A store's file that nobody writes to. Nothing in it is ever changed: one of an older version is read as it is, the
 * tables of its ledger are the same.
 */
export class ReadOnlyStore {
  readonly schema: LedgerSchema;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(schema: LedgerSchema, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.schema = schema;
    this.#instance = instance;
    this.#connection = connection;
  }

  /**
   * Opens a file for reading.
   *
   * @throws {StoreOpenError} when it is not there, damaged, or open in another process for writing.
   * @throws {StoreVersionError} when its ledger has another layout.
   * @throws {StoreNewerError} when a later version of the program wrote it.
   * @throws {ForeignFileError} when it is a database of something else, or empty.
   */
  static async open(path: string, schema: LedgerSchema): Promise<ReadOnlyStore> {
    const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" }).catch(
      (error: unknown) => {
        throw new StoreOpenError(path, error);
      },
    );
    try {
      const connection = await instance.connect();
      await assertLayout(connection, schema, path);
      return new ReadOnlyStore(schema, instance, connection);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** Runs reads; they all see the same, because nobody writes. */
  snapshot<T>(fn: (reader: SqlReader) => Promise<T>): Promise<T> {
    return fn(readerOn(this.#connection));
  }

  /** Closes the file. */
  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

async function assertLayout(connection: DuckDBConnection, schema: LedgerSchema, path: string): Promise<void> {
  const layout = await readLayout(connection);
  if (layout === null || layout === "foreign") throw new ForeignFileError(path);
  refuseNewer(layout, schema, path);
  if (layout.ledger === schema.hash) return;
  throw new StoreVersionError(path, `${STORE_VERSION}-${schema.hash}`, layoutName(layout));
}
