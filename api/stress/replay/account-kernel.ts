/** US dollars for one whole unit of each factor at one moment. */
export type StepPrices = {
  /** As the contracts see it. */
  readonly oracle: Float64Array;
  /** What a sale brings. */
  readonly market: Float64Array;
};

/** What keepers may still do in a step, and what their liquidations come to. */
export type Liquidations = {
  /** US dollars of debt that may still be repaid; infinite without bound. */
  budget: number;
  /** US dollars that one liquidation costs. */
  readonly gas: number;
  /** Step of the run, from 0. */
  step: number;
  /** Steps from unsafe to liquidation. */
  readonly delaySteps: number;
  /** Steps of an auction; 0 where liquidators take collateral at once. */
  readonly auctionSteps: number;
  /** Number of liquidations. */
  count: number;
  /** US dollars of debt repaid, at market prices. */
  repaid: number;
  /** Whole units of each factor that were seized and sold. */
  readonly units: Float64Array;
  /** US dollars of debt without collateral left, at market prices, by market. */
  readonly losses: Float64Array;
};

/** Accounts during a replay. Every kernel gives the same answer. */
export interface AccountKernel {
  /** Liquidates once every account that may be liquidated at these prices, and adds to what it is told. */
  liquidate(prices: StepPrices, told: Liquidations): void;
  /** Adds Σ max(0, debt − collateral) of the open accounts at market prices, US dollars, by market. */
  addLatent(market: Float64Array, byMarket: Float64Array): void;
  /** Sets a rule of a market from now on. */
  setTerm(change: { readonly market: number; readonly term: string; readonly value: number }): void;
  /** Accounts that nobody has liquidated. */
  untouched(): number;
}

/** Part by which the health of an account that was unsafe at the block must have fallen: more than rounding can. */
export const WORSE = 1e-12;

/** Part of what is repaid by which a liquidation may miss its cost before nobody makes it: the rounding of doubles. */
export const PROFIT_SLACK = 1e-12;
