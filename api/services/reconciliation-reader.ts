/** A number of the ledger compared with the contracts' own view of it, the same at all blocks from first to last. */
export type Reconciliation = {
  readonly network: string;
  /** When the comparison began, milliseconds since 1970-01-01 UTC; names the run. */
  readonly run: bigint;
  /** Place within the run, from 0. */
  readonly line: number;
  /** Slug. */
  readonly protocol: string;
  /** Id of the balance, deficit or position in the ledger. */
  readonly row: string;
  readonly name: string;
  readonly backstop: string | null;
  readonly market: string | null;
  readonly account: string | null;
  readonly asset: string | null;
  readonly quantity: ReconciledQuantity;
  readonly ledger: bigint;
  readonly chain: bigint | null;
  /** ledger − chain. */
  readonly residual: bigint | null;
  readonly status: ReconciliationStatus;
  readonly view: string | null;
  readonly reason: string | null;
  readonly firstBlock: ComparedBlock;
  readonly lastBlock: ComparedBlock;
  /** Blocks that were looked at. */
  readonly blocks: number;
};

/** Block of a comparison. */
export type ComparedBlock = { readonly number: bigint; readonly hash: string };

/** Which number of a row was compared. */
export type ReconciledQuantity = (typeof RECONCILED_QUANTITIES)[number];

/** Every quantity. */
export const RECONCILED_QUANTITIES = [
  "BALANCE",
  "PENDING_OUTFLOW",
  "ENCUMBERED",
  "DISABLED",
  "SHARES",
  "PENDING_SHARES",
  "DEFICIT_OPEN",
  "DEFICIT_PENDING",
  "POSITION_COLLATERAL",
  "POSITION_DEBT",
  "POSITION_DEBT_SHARES",
  "POSITION_SIZE",
] as const;

/** How ledger and contracts compared. */
export type ReconciliationStatus = (typeof RECONCILIATION_STATUSES)[number];

/** Every status. */
export const RECONCILIATION_STATUSES = ["MATCH", "MISMATCH", "PARTIAL", "NO_VIEW", "UNREADABLE"] as const;

/** Results of reconciliations that were kept. */
export interface ReconciliationReader {
  /** Every kept line, newest run first, lines of a run in their order. */
  lines(): AsyncIterable<Reconciliation>;
}
