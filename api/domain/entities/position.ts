import type { Fact, State } from "./fact.ts";

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

/** A position changed; carries the state after it. */
export type PositionChange = Fact & {
  readonly market: string;
  readonly position: string;
  readonly account: string;
  readonly cause: string;
  /** Signed. */
  readonly collateralChange: bigint;
  /** Signed. */
  readonly debtChange: bigint;
  /** Signed; null where positions have no size. */
  readonly sizeChange: bigint | null;
  readonly collateralAfter: bigint;
  readonly debtAfter: bigint;
  /** Null where the protocol keeps debts in the asset. */
  readonly debtSharesAfter: bigint | null;
  /** Signed; null where positions have no size. */
  readonly sizeAfter: bigint | null;
};
