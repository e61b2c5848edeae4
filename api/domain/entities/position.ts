import type { State } from "./fact.ts";

/** Collateral and debt of one account in one market at the view's block, as of its last change. */
export type Position = State & {
  readonly protocol: string;
  readonly market: string;
  /** Address, or the protocol's number of the position. */
  readonly account: string;
  /** In units of the market's collateral asset. */
  readonly collateral: bigint;
  /** In units of the market's debt asset. */
  readonly debt: bigint;
  /** Null where debts are kept in the asset. */
  readonly debtShares: bigint | null;
  /** Signed; null where positions have no size. */
  readonly size: bigint | null;
  readonly updatedOrdinal: bigint;
};
