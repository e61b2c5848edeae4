import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { Estimate } from "../stats/estimate.ts";
import { laggedSlope } from "./lagged-slope.ts";

/** Definition of how leverage moved with the coverage before it. */
export const MORAL_HAZARD: MetricDefinition = {
  id: "moral-hazard",
  title: "Moral hazard: how average leverage moved with the coverage before it",
  formula:
    "slope b of leverage(t) = a + b × coverage(t − lag) + e over UTC days; leverage = Σ debt / Σ collateral, coverage = resources / debt",
  unit: "leverage, a ratio, per unit of coverage",
  edgeCases: [
    "An association of two series: what moves which, or a third thing both, is not in it. Only served with its Newey-West interval.",
    "Fewer than 30 days with both: INSUFFICIENT_DATA; coverage that never changes: ZERO_DENOMINATOR.",
    "A day on which debt or collateral has no price is left out; where all debt is one token that its contracts count as a dollar, it is a dollar.",
    "Debt is as of each position's last change.",
  ],
  sources: ["metrics.md M-33", "Newey, West, Econometrica 55 (1987)", "api/stats: neweyWestRegression"],
  since: "1.2.0",
};

/** Daily series of a protocol, in dollars or without a unit; null where a day has no value. */
export type LeverageSeries = {
  readonly debt: readonly (number | null)[];
  readonly collateral: readonly (number | null)[];
  readonly coverage: readonly (number | null)[];
  /** Days by which coverage comes earlier. */
  readonly lag: number;
};

/** How leverage moved with coverage. */
export type MoralHazard = {
  /** Days with a leverage. */
  readonly days: number;
  /** Leverage of the last day that has one; null without any. */
  readonly leverage: number | null;
  readonly slope: Estimate;
};

/** Estimates how leverage moved with the coverage before it. See {@link MORAL_HAZARD}. */
export function moralHazard({ debt, collateral, coverage, lag }: LeverageSeries): MoralHazard {
  const leverage = debt.map((owed, day) => leverageOf(owed, collateral[day] ?? null));
  const known = leverage.filter((value) => value !== null);
  return {
    days: known.length,
    leverage: known.at(-1) ?? null,
    slope: laggedSlope({ response: leverage, regressor: coverage, lag }),
  };
}

function leverageOf(debt: number | null, collateral: number | null): number | null {
  return debt === null || collateral === null || collateral <= 0 ? null : debt / collateral;
}
