import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { type TimesToEvent, timesToEvent } from "../time-to-event.ts";
import { type NeedChange, type NeedsFound, needsOf, waits } from "./needs.ts";
import { type PeakDeployment, peakDeployments } from "./peak-deployment.ts";

/** Definition of how fast backstops pay. */
export const DEPLOYMENT_SPEED: MetricDefinition = {
  id: "deployment-speed",
  title: "Speed of capital deployment: from a deficit to the money that covers it",
  formula:
    "t₀ = first block with an open deficit; t₁ = money promised or paid; t₂ = money paid; t₃ = paid ≥ 0.9 × needed so far; " +
    "S(t) = Π (1 − dᵢ/nᵢ) over t₁ − t₀, t₂ − t₀ and t₃ − t₀; peak = largest amount paid within 60 s",
  unit: "seconds; each need and the peak exact, quantiles are estimates",
  edgeCases: [
    "A need that is still open, or that was socialised or written off before enough was paid, is censored there: it counts as longer, never as shorter.",
    "The curve does not come down to the quantile: INSUFFICIENT_DATA with the longest time watched as the lower bound; no event at all: NO_DATA.",
    "Created and paid in the same block: 0 seconds, the resolution is one block.",
    "A deficit that was open before the window has no known breach and is left out until it is closed.",
    "A loss that layers absorb within the liquidation makes no deficit and is no need.",
  ],
  sources: [
    "metrics.md M-07",
    "Kaplan and Meier, JASA 53 (1958)",
    "api/stats: kaplanMeier, survivalQuantile",
  ],
  since: "1.2.0",
};

/** How fast needs were met. */
export type DeploymentSpeed = NeedsFound & {
  readonly trigger: TimesToEvent;
  readonly firstFunds: TimesToEvent;
  readonly deployed: TimesToEvent;
  readonly peaks: readonly PeakDeployment[];
};

/**
 * Measures how fast deficits were paid.
 *
 * @param changes - Of all deficits of a window, in the order of the ledger.
 * @param at - Time of the block, seconds since 1970-01-01 UTC.
 * @see DEPLOYMENT_SPEED
 */
export function deploymentSpeed(changes: readonly NeedChange[], at: bigint): DeploymentSpeed {
  const found = needsOf(changes);
  const { needs } = found;
  return {
    ...found,
    trigger: timesToEvent(waits(needs, ({ triggeredAt }) => triggeredAt, at)),
    firstFunds: timesToEvent(waits(needs, ({ fundedAt }) => fundedAt, at)),
    deployed: timesToEvent(waits(needs, ({ deployedAt }) => deployedAt, at)),
    peaks: peakDeployments(changes),
  };
}
