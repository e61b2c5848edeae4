import type { TermName } from "../book/market-terms.ts";
import type { ImpactModel } from "../cascade/price-impact.ts";

/** A rule that changes at a step. */
export type TermChange = {
  readonly step: number;
  /** Index of the market. */
  readonly market: number;
  readonly term: TermName;
  readonly value: number;
};

/** A scenario laid out over the steps and factors of one book. Tables have a row for each step and a column for each factor. */
export type ReplayPlan = {
  readonly steps: number;
  readonly stepSeconds: number;
  readonly factors: number;
  /** Market price before the effect of any liquidation, as a multiple of the price at the book's block. */
  readonly market: Float64Array;
  /** Part of that multiple which oracles do not see: 1, or the fall of an impaired collateral. */
  readonly hidden: Float64Array;
  /** 1 where the oracle does not answer anew. */
  readonly stale: Uint8Array;
  /** Factor by which the oracle's answer is wrong. */
  readonly misprice: Float64Array;
  /** Factor on the depth of the market. */
  readonly depth: Float64Array;
  /** Steps by which the oracle is late, rounded up. */
  readonly lagSteps: number;
  /** Steps after which it answers anew, rounded up; null where only the deviation counts. */
  readonly heartbeatSteps: number | null;
  readonly deviation: number;
  /** 1 for each step at which no keeper acts. */
  readonly absent: Uint8Array;
  /** US dollars of debt that keepers repay in one step; null without bound. */
  readonly budget: number | null;
  readonly gasPerLiquidation: number;
  /** By factor; null where sales do not move the price. */
  readonly impacts: readonly (ImpactModel | null)[];
  /** Part of the depth used that is still used one step later. */
  readonly decay: number;
  /** Part of capital and claims that has left by each step. */
  readonly withdrawn: Float64Array;
  /** Steps from unsafe to liquidation, rounded up. */
  readonly delaySteps: number;
  /** Steps of an auction, rounded up; 0 where liquidators take collateral at once. */
  readonly auctionSteps: number;
  /** In the order of the steps. */
  readonly changes: readonly TermChange[];
  /** By factor: 1 where accounts that have the factor are left out. */
  readonly leftOut: Uint8Array;
  /** What is left out or assumed, one sentence each. */
  readonly warnings: readonly string[];
};

/** Effects that a run takes into account; each needs those before it. */
export type ReplaySwitches = {
  readonly oracle: boolean;
  readonly cascade: boolean;
  readonly run: boolean;
};

/** The nested levels, in order. */
export const REPLAY_LEVELS = ["PRICE_ONLY", "ORACLE", "CASCADE", "RUN"] as const;

/** Name of a nested level. */
export type ReplayLevel = (typeof REPLAY_LEVELS)[number];

/** Returns the effects of a level. */
export function switchesOf(level: ReplayLevel): ReplaySwitches {
  const rank = REPLAY_LEVELS.indexOf(level);
  return { oracle: rank >= 1, cascade: rank >= 2, run: rank >= 3 };
}
