import type { Fact } from "./fact.ts";

/** A position was closed because its collateral no longer sufficed. */
export type Liquidation = Fact & {
  readonly market: string;
  readonly mode: string;
  readonly account: string;
  readonly liquidator: string | null;
  readonly collateralAsset: string | null;
  readonly collateralSeized: bigint | null;
  readonly collateralReturned: bigint | null;
  readonly debtAsset: string;
  readonly debtRepaid: bigint;
  readonly liquidatorFee: bigint | null;
  readonly loss: bigint | null;
  readonly absorbed: bigint;
  readonly unresolved: bigint | null;
  readonly price: bigint | null;
  readonly auction: string | null;
};

/** One step of a loss waterfall. */
export type LossAllocation = Fact & {
  readonly market: string;
  readonly loss: string;
  readonly layer: string;
  readonly rank: number;
  readonly backstop: string | null;
  readonly asset: string;
  readonly amount: bigint;
};
