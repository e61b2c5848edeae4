/** Code of an error, as clients see it in `extensions.code`. */
export type ErrorCode = "BAD_USER_INPUT" | "NOT_FOUND" | "UNKNOWN_BLOCK" | "NOT_SYNCED" | "REORGED" | "BUSY";

/** Base of every error that Seawall throws on purpose; its message may be shown to clients. */
export abstract class SeawallError extends Error {
  abstract readonly code: ErrorCode;
  override get name(): string {
    return this.constructor.name;
  }
}

/** The request cannot be answered as asked; asking again without a change is useless. */
export class InvalidRequestError extends SeawallError {
  readonly code = "BAD_USER_INPUT";
}

/** The named thing is not in the ledger. */
export class UnknownEntityError extends SeawallError {
  readonly code = "NOT_FOUND";
}

/** The ledger holds no record of the block, or the block was dropped by a reorg. */
export class UnknownBlockError extends SeawallError {
  readonly code = "UNKNOWN_BLOCK";
}

/** The ledger has not reached the block yet; asking again later helps. */
export class NotSyncedError extends SeawallError {
  readonly code = "NOT_SYNCED";
}

/** A reorg changed the ledger while the answer was made; asking again at once helps. */
export class ReorgedError extends SeawallError {
  readonly code = "REORGED";
}

/** Too much is asked for at once; asking again later helps. */
export class BusyError extends SeawallError {
  readonly code = "BUSY";
}
