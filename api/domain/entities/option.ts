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
