import type { BlockId } from "./book.ts";
import type { Quantity } from "./view-table.ts";

/** How ledger and contracts compare. */
export type Status =
  /** Equal. */
  | "MATCH"
  /** Different although the ledger claims to see every flow. */
  | "MISMATCH"
  /** The ledger says itself that it does not see every flow; the residual is what it did not see. */
  | "PARTIAL"
  /** No view of the contracts is this number; `reason` says why. */
  | "NO_VIEW"
  /** There is a view, and the contract did not answer it; `reason` says why. */
  | "UNREADABLE";

/** What is compared. */
export interface Subject {
  /** Id of the row in the ledger. */
  readonly id: string;
  /** Slug. */
  readonly protocol: string;
  /** For people. */
  readonly name: string;
  readonly backstop: string | null;
  readonly market: string | null;
  /** Whose position it is. */
  readonly account: string | null;
  /** Null for shares and sizes, which are in the protocol's own unit. */
  readonly asset: string | null;
  readonly symbol: string | null;
  readonly quantity: Quantity;
}

/** One number of the ledger and of the contracts at one block, in the smallest unit. */
export interface Finding extends Subject {
  readonly ledger: bigint;
  /** Null where nothing was read. */
  readonly chain: bigint | null;
  /** ledger − chain, signed; null where nothing was read. */
  readonly residual: bigint | null;
  readonly status: Status;
  /** The call; null where there is no view. */
  readonly view: string | null;
  /** Why nothing was read; null where it was. */
  readonly reason: string | null;
}

/** Blocks in a row at which a finding was the same. */
export interface Interval extends Finding {
  readonly first: BlockId;
  readonly last: BlockId;
  /** Number of blocks that were looked at. */
  readonly blocks: number;
}
