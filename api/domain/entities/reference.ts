import type { Fact, State } from "./fact.ts";
import type { OperatingStatus } from "./status.ts";

/** A protocol on one network. */
export type Protocol = State & {
  readonly slug: string;
  readonly schemaVersion: string;
  readonly subgraphVersion: string;
  readonly methodologyVersion: string;
  /** Logs that could not be applied, up to the view's block. */
  readonly skippedCount: bigint;
};

/** A token, the network's coin, or a unit of account. */
export type Asset = State & {
  readonly kind: string;
  readonly symbol: string | null;
  /** amount / 10^decimals is the human amount; null when unknown. */
  readonly decimals: number | null;
};

/** What is protected. */
export type Market = State & {
  readonly protocol: string;
  readonly kind: string;
  readonly name: string;
  readonly contract: string;
  readonly collateralAsset: string | null;
  readonly debtAsset: string | null;
  readonly priceFeed: string | null;
  /** At the view's block; null before the first status change, which means that it works as designed. */
  readonly status: OperatingStatus | null;
  /** Liquidations up to the view's block. */
  readonly liquidationCount: bigint;
};

/** A source of prices. */
export type PriceFeed = State & {
  readonly protocol: string;
  readonly source: string;
  readonly contract: string;
  readonly asset: string;
  readonly quote: string;
  /** price / 10^decimals is the price of one whole unit. */
  readonly decimals: number;
  readonly heartbeat: number | null;
  /** Last valid price up to the view's block; null before the first. */
  readonly price: bigint | null;
  readonly updatedAt: bigint | null;
};

/** A price became known on chain. */
export type PriceObservation = Fact & {
  readonly feed: string;
  readonly asset: string;
  readonly price: bigint | null;
  readonly decimals: number;
  readonly round: bigint | null;
  readonly age: number | null;
  readonly status: string;
};

/** A log that could not be applied. */
export type SkippedEvent = Fact & {
  readonly contract: string;
  readonly event: string;
  readonly reason: string;
  readonly detail: string;
};
