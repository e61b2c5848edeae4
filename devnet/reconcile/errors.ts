/** A reconciliation could not be made; the message says what to do next. */
export class ReconcileError extends Error {
  override readonly name: string = "ReconcileError";
}

/** The endpoint does not keep the state of a block of the past. */
export class PastStateError extends ReconcileError {
  override readonly name = "PastStateError";

  constructor(block: bigint, reason: string) {
    super(
      `The JSON-RPC endpoint does not know the state of block ${block} (${reason}). ` +
        "Give an archive node with --rpc, or reconcile the last block alone (leave --block, --from, --to and --every out).",
    );
  }
}

/** Ledger and JSON-RPC endpoint tell of different chains. */
export class ForeignChainError extends ReconcileError {
  override readonly name = "ForeignChainError";

  constructor(number: bigint, ledger: string, chain: string) {
    super(
      `Block ${number} is ${ledger} in the ledger and ${chain} at the JSON-RPC endpoint. Either a reorg is under way ` +
        "(run again), or the two are of different chains (check --rpc, --api and --network).",
    );
  }
}

/** A contract does not answer a view: it reverts, or nothing is there. */
export class UnreadableViewError extends Error {
  override readonly name = "UnreadableViewError";
}

/** A contract's own state shows that no view of it is this balance. */
export class NoViewError extends Error {
  override readonly name = "NoViewError";
}
