import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { layoutName } from "./file-layout.ts";
import { type LedgerSchema, loadLedgerSchema } from "./ledger-schema.ts";
import { migrate, STORE_VERSION } from "./migrations.ts";
import { setAside } from "./set-aside.ts";
import { type Row, runSql, type SqlParameter, streamSql } from "./sql.ts";
import { StoreClosedError, StoreError, StoreOpenError, StoreVersionError } from "./store-errors.ts";

/** How the store may use the machine. */
export interface StoreOptions {
  /** Layout of the ledger; the repository's `schema.graphql` when left out. */
  readonly schema?: LedgerSchema;
  /** Memory that DuckDB may use before it spills to disk, as DuckDB writes sizes. Default `128MB`. */
  readonly memoryLimit?: string;
  /** Threads of DuckDB. Default 2. */
  readonly threads?: number;
  /** Connections that read at the same time; each needs up to 64 MB of the memory for a query over a million events. Default 2. */
  readonly readers?: number;
  /**
   * What to do with a file whose ledger has another layout. `refuse`: leave it and throw. `set-aside`: rename it to
   * `<file>.old-<layout>` and begin an empty one, which the ingest fills. Default `refuse`.
   */
  readonly otherLayout?: "refuse" | "set-aside";
  /** Told what was done to an older file. */
  readonly onNotice?: (notice: string) => void;
}

/** Something that answers SQL: the store itself, a snapshot, or a transaction. */
export interface SqlReader {
  /**
   * Runs one statement and returns all its rows. BIGINT and BIGNUM come as bigint, INTEGER as number,
   * VARCHAR as string, BOOLEAN as boolean, NULL as null.
   *
   * @param params - Values of the `?` marks, in order.
   */
  query<T = Row>(sql: string, params?: readonly SqlParameter[]): Promise<T[]>;
  /**
   * Runs one statement and gives its rows some thousand at a time, so that memory does not grow with their number. All
   * are of one moment. The connection is busy until the last row or until the caller stops: ask nothing else meanwhile.
   */
  stream<T = Row>(sql: string, params?: readonly SqlParameter[]): AsyncIterable<readonly T[]>;
}

/** A write transaction; nothing it does is seen by others before it commits. */
export interface StoreTransaction extends SqlReader {
  /** The connection that the transaction runs on, for bulk appends. */
  readonly connection: DuckDBConnection;
}

/** The columnar copy of the ledgers, in one DuckDB file. Readers see committed transactions only. */
export class Store {
  /** Layout of the ledger's tables. */
  readonly schema: LedgerSchema;
  readonly #instance: DuckDBInstance;
  readonly #writer: DuckDBConnection;
  readonly #idle: DuckDBConnection[];
  readonly #waiting: Array<(connection: DuckDBConnection) => void> = [];
  readonly #readers: readonly DuckDBConnection[];
  #lastWrite: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(instance: DuckDBInstance, schema: LedgerSchema, connections: DuckDBConnection[]) {
    const [writer, ...readers] = connections;
    if (writer === undefined) throw new StoreError("A store needs at least one connection.");
    this.#instance = instance;
    this.schema = schema;
    this.#writer = writer;
    this.#readers = readers;
    this.#idle = [...readers];
  }

  /**
   * Opens the file, creating it with all tables when it does not exist, and upgrading one of an older version.
   *
   * @param path - DuckDB file, or `:memory:`.
   * @throws {StoreVersionError} when its ledger has another layout and is to be refused.
   * @throws {StoreNewerError} when a later version of the program wrote it.
   * @throws {ForeignFileError} when it is a database of something else.
   * @throws {StoreOpenError} when it is locked by another process, damaged or not writable.
   */
  static async open(path: string, options: StoreOptions = {}): Promise<Store> {
    const schema = options.schema ?? loadLedgerSchema();
    const store = await Store.#connect(path, schema, options);
    try {
      const other = await migrate(store.#writer, schema, path, (name) => {
        options.onNotice?.(`The store "${path}" was upgraded: ${name}.`);
      });
      if (other === null) return store;
      await store.close();
      replaceOther(path, { expected: `${STORE_VERSION}-${schema.hash}`, actual: layoutName(other) }, options);
    } catch (error) {
      await store.close();
      throw error;
    }
    return Store.open(path, options);
  }

  static async #connect(path: string, schema: LedgerSchema, options: StoreOptions): Promise<Store> {
    const instance = await openInstance(path, options);
    try {
      const count = 1 + (options.readers ?? 2);
      const connections = await Promise.all(Array.from({ length: count }, () => instance.connect()));
      return new Store(instance, schema, connections);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** Runs one read on a connection of its own; see {@link SqlReader.query}. */
  async query<T = Row>(sql: string, params: readonly SqlParameter[] = []): Promise<T[]> {
    return this.#withReader((connection) => runSql<T>(connection, sql, params));
  }

  /** Runs one read on a connection of its own and gives its rows in parts; see {@link SqlReader.stream}. */
  async *stream<T = Row>(sql: string, params: readonly SqlParameter[] = []): AsyncGenerator<readonly T[]> {
    const connection = await this.#takeReader();
    try {
      yield* streamSql<T>(connection, sql, params);
    } finally {
      this.#giveBack(connection);
    }
  }

  /**
   * Runs several reads on one snapshot: all of them see the same checkpoint, whatever is written meanwhile.
   *
   * @param fn - Reads; must not keep the reader after it returns.
   */
  async snapshot<T>(fn: (reader: SqlReader) => Promise<T>): Promise<T> {
    return this.#withReader(async (connection) => {
      await connection.run("BEGIN TRANSACTION READ ONLY");
      try {
        return await fn(readerOn(connection));
      } finally {
        await connection.run("ROLLBACK");
      }
    });
  }

  /**
   * Runs `fn` in one transaction: all of it is kept, or none when it throws. Transactions run one after
   * another; keep network calls outside.
   */
  async transaction<T>(fn: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    const turn = this.#lastWrite.then(() => this.#runTransaction(fn));
    this.#lastWrite = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for the running transaction, writes everything to the file and closes it. Safe to call twice. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#lastWrite;
    for (const connection of [this.#writer, ...this.#readers]) connection.closeSync();
    this.#instance.closeSync();
  }

  async #runTransaction<T>(fn: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new StoreClosedError();
    const connection = this.#writer;
    await connection.run("BEGIN TRANSACTION");
    try {
      const result = await fn({ connection, ...readerOn(connection) });
      await connection.run("COMMIT");
      return result;
    } catch (error) {
      await connection.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }

  async #withReader<T>(fn: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#takeReader();
    try {
      return await fn(connection);
    } finally {
      this.#giveBack(connection);
    }
  }

  async #takeReader(): Promise<DuckDBConnection> {
    if (this.#isClosed) throw new StoreClosedError();
    return this.#idle.pop() ?? (await new Promise<DuckDBConnection>((done) => this.#waiting.push(done)));
  }

  #giveBack(connection: DuckDBConnection): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(connection);
    else next(connection);
  }
}

/** Answers SQL on one connection. */
export function readerOn(connection: DuckDBConnection): SqlReader {
  return {
    query: (sql, params = []) => runSql(connection, sql, params),
    stream: (sql, params = []) => streamSql(connection, sql, params),
  };
}

/** Makes room for a new file, or refuses. */
function replaceOther(
  path: string,
  layout: { readonly expected: string; readonly actual: string },
  { otherLayout = "refuse", onNotice }: StoreOptions,
): void {
  const { expected, actual } = layout;
  if (otherLayout === "refuse") throw new StoreVersionError(path, expected, actual);
  const moved = setAside(path, actual);
  onNotice?.(
    `The store "${path}" had layout ${actual}, this version needs ${expected}: it is kept as "${moved}" ` +
      "and read anew from the subgraph. Delete the old file when you no longer need it.",
  );
}

/** Size of the write-ahead log at which DuckDB folds it into the file; folding at its default of 16 MB took half of the time of an ingest. */
const WAL_LIMIT = "64MB";

async function openInstance(path: string, options: StoreOptions): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, {
      memory_limit: options.memoryLimit ?? "128MB",
      threads: String(options.threads ?? 2),
      wal_autocheckpoint: WAL_LIMIT,
    });
  } catch (error) {
    throw new StoreOpenError(path, error);
  }
}
