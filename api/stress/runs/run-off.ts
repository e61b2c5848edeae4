import type { MetricDefinition } from "../../domain/metric-definition.ts";
import type { Ratio } from "../../domain/ratio.ts";
import type { Rational } from "../../domain/rational.ts";
import type { Estimate } from "../../stats/estimate.ts";
import type { Concentration } from "./concentration.ts";
import type { OutflowPoint } from "./outflow-path.ts";
import type { OutflowSpan } from "./outflow-rates.ts";

/** Definition of how long pools outlast a run. */
export const RUN_OFF: MetricDefinition = {
  id: "run-off",
  title: "Run-off: liquidity coverage and survival time of each pool",
  formula:
    "coverage(h) = liquid × (1 − haircut) / (outflow − min(inflow, 0.75 × outflow)); outflow(h) = queued and due within h + run-off(h) × the other claims; " +
    "run-off(h) = 99 % quantile of outflow / balance over periods of length h, or the scenario's; survival = first second with cumulative outflow > liquid",
  unit: "amounts, shares and scenario ratios exact; run-off rates and what follows from them are estimates; seconds",
  edgeCases: [
    "Liquid is what lies idle: supplied less borrowed of a lending market, balance less encumbered and disabled of a backstop. What is lent out is not liquid.",
    "Pools are never netted against each other.",
    "A pool with a cooldown: what was asked back is due when it ends, and of the rest nothing leaves before a whole cooldown.",
    "Requests whose state at the block is not known: all that is queued counts as due at once.",
    "Fewer than 100 periods: INSUFFICIENT_DATA; a week needs 700 days. Claims of lenders leave no flow: NO_DATA, and the scenario answers.",
    "No outflow: coverage is NOT_APPLICABLE. Liquidity that outlasts the longest horizon: survival is NOT_APPLICABLE.",
    "Transfers of shares between holders leave no flow: concentration is PARTIAL_COVERAGE where accounts do not add up to the pool.",
  ],
  sources: ["metrics.md M-31", "Basel Framework LCR20, LCR40.1", "api/stats: quantile"],
  since: "1.2.0",
};

/** Lengths of time for which outflows are estimated, hours. */
export const RUN_OFF_HOURS: readonly number[] = [1, 24, 168];

/** A run that the caller describes. All ratios are exact and 0 or more. */
export type RunOffScenario = {
  readonly horizonSeconds: bigint;
  /** Part of the claims of backstops' providers that leaves over the horizon. */
  readonly providers: Rational;
  /** Part of the claims of lenders that leaves over the horizon. */
  readonly lenders: Rational;
  /** What comes in over the horizon, as a part of all claims; at most three quarters of the outflow count. */
  readonly inflow: Rational;
  /** Part of what lies idle that is lost when it is used. */
  readonly haircut: Rational;
};

/** One pool from which claims can be taken out. */
export type RunPool = {
  /** Null for a lending market. */
  readonly backstop: string | null;
  /** Market that is lent to, or that the backstop stands behind; null for a backstop of all markets. */
  readonly market: string | null;
  readonly asset: string;
  /** Decimals of the asset; null when unknown. */
  readonly decimals: number | null;
  /** Smallest units. */
  readonly claims: bigint;
  readonly liquid: bigint;
  /** Asked back and not yet paid; never more than the claims. */
  readonly queued: bigint;
  /** When what is queued is due, seconds from now: adds up to `queued`. */
  readonly due: readonly OutflowPoint[];
  /** Seconds between asking and leaving; null where claims leave at once. */
  readonly cooldown: bigint | null;
  /** Flows of the pool by the hour; null where its claims leave no flow. */
  readonly spans: readonly OutflowSpan[] | null;
  /** Whole hours that the ledger covers. */
  readonly hours: number;
  /** Σ signed shares by account. */
  readonly shares: readonly bigint[];
  readonly totalShares: bigint | null;
};

/** Empirical outflow over one horizon. */
export type RunOffHorizon = {
  readonly seconds: number;
  /** Part of the claims that are not queued. */
  readonly rate: Estimate;
  /** Whole units of the asset. */
  readonly outflow: Estimate;
  readonly coverage: Estimate;
};

/** What a scenario does to one pool. */
export type ScenarioRunOff = {
  readonly coverage: Ratio;
  /** Null when the liquidity outlasts the horizon. */
  readonly survivalSeconds: bigint | null;
};

/** How one pool outlasts a run. */
export type RunOff = {
  readonly pool: RunPool;
  /** liquid / claims. */
  readonly idleShare: Ratio;
  readonly horizons: readonly RunOffHorizon[];
  readonly survival: Estimate;
  /** Null without a scenario. */
  readonly scenario: ScenarioRunOff | null;
  readonly concentration: Concentration;
};
