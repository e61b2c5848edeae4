import type { State } from "./fact.ts";

/**
 * Claims of the lenders and debt of the borrowers of a market, by the last log that told. No fact carries them: the
 * row of a view exists only where nothing changed it after the view's block.
 */
export type LendingState = State & {
  readonly protocol: string;
  readonly market: string;
  /** In units of the market's debt asset. */
  readonly suppliedAssets: bigint;
  /** In the market's own share unit; null where it has none. */
  readonly suppliedShares: bigint | null;
  /** In units of the market's debt asset. */
  readonly borrowedAssets: bigint;
  /** In the market's own share unit; null where it keeps debts in the asset. */
  readonly borrowedShares: bigint | null;
  readonly updatedOrdinal: bigint;
};

/**
 * Debt that a market keeps as units times a rate. No fact carries it: the row of a view exists only where nothing
 * changed it after the view's block.
 */
export type MarketDebt = State & {
  readonly protocol: string;
  readonly market: string;
  /** Units of all positions, in the contract's own scale (Maker: wad). */
  readonly normalized: bigint;
  /** Debt of one unit, in the contract's own scale (Maker: ray). */
  readonly rate: bigint;
  readonly updatedOrdinal: bigint;
};
