/** Base of everything that can be wrong with the store's file. The store holds derived data only: it can always be rebuilt. */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
}

/** The file was written for another layout of the ledger. */
export class StoreVersionError extends StoreError {
  override readonly name = "StoreVersionError";
  /** Layout that this program needs. */
  readonly expected: string;
  /** Layout that the file has. */
  readonly actual: string;

  constructor(path: string, expected: string, actual: string) {
    super(
      `The store "${path}" has layout ${actual}, this version needs ${expected}. ` +
        "It holds only data derived from the subgraph: delete the file (or set SEAWALL_STORE to a new path) and it is rebuilt.",
    );
    this.expected = expected;
    this.actual = actual;
  }
}

/** A later version of the program wrote the file. It is left as it is. */
export class StoreNewerError extends StoreError {
  override readonly name = "StoreNewerError";

  constructor(path: string, version: { readonly file: string; readonly program: string }) {
    super(
      `The store "${path}" has version ${version.file}, newer than this program's ${version.program}. ` +
        "Run the newer Seawall, or set SEAWALL_STORE to a new path, which is filled from the subgraph.",
    );
  }
}

/** The file is a database, but no store. It is left as it is. */
export class ForeignFileError extends StoreError {
  override readonly name = "ForeignFileError";

  constructor(path: string) {
    super(
      `"${path}" is a DuckDB file of something else, with tables that Seawall did not make. ` +
        "Set SEAWALL_STORE to another path.",
    );
  }
}

/** The file cannot be opened: another process holds it, it is damaged, or its folder is not writable. */
export class StoreOpenError extends StoreError {
  override readonly name = "StoreOpenError";

  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
    super(`The store "${path}" cannot be opened: ${reason}. ${adviceFor(reason)}`, { cause });
  }
}

/** The store was used after `close()`. */
export class StoreClosedError extends StoreError {
  override readonly name = "StoreClosedError";

  constructor() {
    super("The store is closed; open it again before using it.");
  }
}

function adviceFor(reason: string): string {
  if (/lock/i.test(reason))
    return "Stop the other process that uses it, or set SEAWALL_STORE to another path.";
  if (/does not exist/i.test(reason)) return "Check the path.";
  if (/permission|read-only/i.test(reason))
    return "Make its folder writable, or set SEAWALL_STORE to another path.";
  return "It holds only data derived from the subgraph: delete the file and it is rebuilt.";
}
