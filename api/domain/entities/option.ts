import type { Fact, State } from "./fact.ts";

/** An option contract at the view's block; what has been traded and exercised is rebuilt from the facts. */
export type OptionSeries = State & {
  readonly protocol: string;
  readonly market: string;
  readonly backstop: string;
  readonly contract: string;
  readonly number: bigint | null;
  readonly type: string | null;
  readonly style: string;
  readonly settlement: string;
  readonly underlying: string;
  readonly strike: bigint | null;
  readonly strikeDecimals: number;
  readonly expiry: bigint | null;
  readonly size: bigint | null;
  readonly open: bigint | null;
  readonly premium: bigint;
  readonly premiumAsset: string | null;
  readonly owed: bigint | null;
  readonly settled: bigint;
  readonly payoffAsset: string | null;
  readonly exerciseCount: bigint;
  readonly isEnded: boolean;
  readonly updatedOrdinal: bigint;
};

/**
 * One account's holding of one series. The row of a view exists only where nothing changed it after the view's block.
 */
export type OptionPosition = State & {
  readonly protocol: string;
  readonly series: string;
  readonly account: string;
  /** The protocol's side. */
  readonly side: string;
  /** Units of the underlying; null when the chain does not tell. */
  readonly size: bigint | null;
  /** In units of `collateralAsset`; null when the chain does not tell. */
  readonly collateral: bigint | null;
  /** Null where it is the underlying. */
  readonly collateralAsset: string | null;
  readonly premium: bigint;
  readonly isClosed: boolean;
  readonly updatedOrdinal: bigint;
};

/**
 * What one writer has put up for the options of one series. No fact carries it: the row of a view exists only where
 * nothing changed it after the view's block.
 */
export type OptionVault = State & {
  readonly protocol: string;
  readonly account: string;
  readonly number: bigint;
  /** Null before the first option was written. */
  readonly series: string | null;
  /** Null before the first deposit. */
  readonly collateralAsset: string | null;
  /** In units of the collateral asset. */
  readonly collateral: bigint;
  /** In the protocol's own unit. */
  readonly written: bigint;
  /** In the protocol's own unit. */
  readonly held: bigint;
  /** What the collateral lacked when the series was first paid, in units of the collateral asset. */
  readonly shortfall: bigint;
  readonly isClosed: boolean;
  readonly updatedOrdinal: bigint;
};

/** What happened to an option position before exercise. */
export type OptionAction = "OPEN" | "CLOSE" | "LIQUIDATE" | "TRANSFER";

/** An option was bought, written, closed or moved. */
export type OptionTrade = Fact & {
  readonly series: string;
  readonly position: string;
  readonly account: string;
  readonly action: OptionAction;
  readonly side: string;
  readonly size: bigint | null;
  readonly premiumAsset: string;
  readonly premium: bigint;
  readonly fee: bigint;
  readonly impliedVolatility: bigint | null;
};

/** How an option ended. */
export type ExerciseKind = "EXERCISE" | "SETTLEMENT" | "EXPIRY" | "CLAIM";

/** An option ended: exercised, settled, expired, or claimed. */
export type OptionExercise = Fact & {
  readonly series: string;
  readonly position: string | null;
  readonly account: string | null;
  readonly kind: ExerciseKind;
  readonly side: string;
  readonly size: bigint | null;
  readonly payoffAsset: string;
  readonly owed: bigint | null;
  readonly settled: bigint;
  readonly shortfall: bigint | null;
  readonly priceAtExercise: bigint | null;
};
