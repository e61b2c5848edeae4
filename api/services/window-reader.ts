import type { AbsorbedLoss, LossCount } from "../solvency/absorption-efficiency.ts";
import type { CreatedDebtSum, DebtFloor, DebtSum } from "../solvency/bad-debt-rate.ts";
import type { DailyClose } from "../solvency/capital-efficiency.ts";
import type { CapitalSecondsDigit } from "../solvency/capital-seconds.ts";
import type { FlowSum } from "../solvency/flow-sum.ts";
import type { RedistributedDebt, TakenOver } from "../solvency/redistribution.ts";
import type { ReinsuranceBasis } from "../solvency/reinsurance.ts";
import type { Commitment } from "../solvency/shared-capital.ts";
import type { PriceStep } from "../solvency/time-weighted-price.ts";
import type { LiquidationLosses } from "../stress/counterparty/counterparty-exposure.ts";
import type { FeedRounds } from "../stress/oracle/feed-risk.ts";
import type { OutflowSpan } from "../stress/runs/outflow-rates.ts";
import type { ProtocolWindow, View } from "./ports.ts";

/** Sums over a window, made by the store; one query each. */
export interface WindowReader {
  /** Valid prices of feeds from a moment on, and the last one before it: by feed and block time. */
  priceSteps(
    view: View,
    request: { readonly feeds: readonly string[]; readonly from: bigint },
  ): Promise<PriceStep[]>;
  /**
   * Last good price of feeds in each span of some seconds, 24 hours unless told, that ends at the view's block, after a moment:
   * by feed, oldest first; spans without one are left out.
   */
  dailyCloses(
    view: View,
    request: { readonly feeds: readonly string[]; readonly from: bigint; readonly spanSeconds?: bigint },
  ): Promise<DailyClose[]>;
  /** How the observations of feeds with their heartbeats follow each other from a moment on; feeds without any are left out. */
  feedRounds(
    view: View,
    request: {
      readonly feeds: readonly { readonly feed: string; readonly heartbeat: bigint | null }[];
      readonly from: bigint;
    },
  ): Promise<FeedRounds[]>;
  /** What backstops hold ENCUMBERED, by backstop, asset and the account it is held for. */
  commitments(view: View, backstops: readonly string[]): Promise<Commitment[]>;
  /** Losses of a window by asset: who paid, and whether they were larger than a retention in force. */
  reinsuranceBasis(window: ProtocolWindow, spans: readonly RetentionSpan[]): Promise<ReinsuranceBasis[]>;
  /** Time of the oldest fact of a protocol, seconds since 1970-01-01 UTC; null when it has none. */
  firstRecord(view: View, protocol: string): Promise<bigint | null>;
  /** Balances of a protocol's backstops integrated over a window, digit by digit of the seconds. */
  capitalSeconds(window: ProtocolWindow): Promise<CapitalSecondsDigit[]>;
  /** Flows of a window summed by backstop, asset, direction and cause. */
  flowSums(window: ProtocolWindow): Promise<FlowSum[]>;
  /** Losses that these backstops absorbed in a window, summed by backstop and asset. */
  absorbedLosses(window: ProtocolWindow, backstops: readonly string[]): Promise<AbsorbedLoss[]>;
  /** Number of losses of a window of which these backstops took a part: each, and once for all of them (null). */
  lossCounts(window: ProtocolWindow, backstops: readonly string[]): Promise<LossCount[]>;
  /** Bad debt created in a window in the assets that have a floor, summed by asset; the part of changes of at least the floor apart. */
  createdDebts(window: ProtocolWindow, floors: readonly DebtFloor[]): Promise<CreatedDebtSum[]>;
  /**
   * Balances of a protocol's backstops that providers can take out of, by backstop and asset, with what happened in each span of
   * some seconds that ends with a moment, itself included; a balance without flows in the window has one row without a span.
   */
  outflowSpans(
    window: ProtocolWindow,
    request: { readonly spanSeconds: bigint; readonly end: bigint },
  ): Promise<ProviderSpan[]>;
  /**
   * Times of the blocks of a window in which providers took capital out, or positions were liquidated: each once, the newest first.
   *
   * @param most - How many to read.
   */
  eventTimes(window: ProtocolWindow, kind: "WITHDRAWALS" | "LIQUIDATIONS", most: number): Promise<bigint[]>;
  /** Signed shares of a protocol's backstops by the account whose flows made and burnt them. */
  accountShares(view: View, protocol: string): Promise<AccountShares[]>;
  /** Debt and loss of the liquidations of a window whose loss is known in the debt asset, by market and asset. */
  liquidationLosses(window: ProtocolWindow): Promise<LiquidationLosses[]>;
  /** Debt that liquidations removed from positions in a window, summed by asset. */
  liquidatedDebts(window: ProtocolWindow): Promise<DebtSum[]>;
  /** Debt that liquidations of a window gave to other positions, by market; markets that keep deficits of it are left out. */
  redistributedDebts(window: ProtocolWindow): Promise<RedistributedDebt[]>;
  /** Debt that each account took over by redistribution in a window, by market and account. */
  takenOver(window: ProtocolWindow): Promise<TakenOver[]>;
}

/** A span of ordinals during which a reinsurer's retention was in force: start included, stop excluded. */
export type RetentionSpan = {
  readonly asset: string;
  readonly start: bigint;
  readonly stop: bigint;
  /** Smallest unit of the asset. */
  readonly retention: bigint;
};

/** A span of a balance that providers can take out of; null where nothing flowed in the window. */
export type ProviderSpan = {
  readonly backstop: string;
  readonly asset: string;
  /** Time of the balance's first flow, seconds since 1970-01-01 UTC. */
  readonly since: bigint;
  readonly flows: OutflowSpan | null;
};

/** Shares that flows of one account made, less those that they burnt. */
export type AccountShares = {
  readonly backstop: string;
  readonly asset: string;
  readonly account: string;
  readonly shares: bigint;
};
