import type { Deficit } from "../../domain/entities/deficit.ts";
import type { LendingState } from "../../domain/entities/lending.ts";
import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { type Ratio, ratio } from "../../domain/ratio.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { hawkes } from "../../stats/hawkes.ts";
import type { HawkesFit } from "../../stats/hawkes-fit.ts";

/** Definition of how runs feed on themselves. */
export const REFLEXIVITY: MetricDefinition = {
  id: "reflexivity",
  title: "Reflexivity: how withdrawals or liquidations cause further ones",
  formula:
    "λ(t) = μ + Σ αe^(−β(t − tᵢ)), branching ratio η = α/β by maximum likelihood; run elasticity = slope of the outflow rate on the change of coverage before it; " +
    "first-mover advantage = max(0, 1 − assets / claims)",
  unit: "η: events caused by one event; elasticity: outflow rate a day for one unit of coverage; first-mover advantage: an exact ratio",
  edgeCases: [
    "Events of one block are one event: the likelihood has no bound where times are equal.",
    "Fewer than 100 blocks with events: INSUFFICIENT_DATA. Only the newest 2,500 are fitted.",
    "A branching ratio of 1 or more describes a process that explodes; the fit is reported as it is.",
    "The interval is made only when asked for: up to 300 blocks with events in a request, for all of them in a job.",
    "Fewer than 30 days with an outflow rate and a change of coverage: INSUFFICIENT_DATA. A slope is no cause.",
    "First-mover advantage: assets are claims less the market's open bad debt, which whoever stays bears.",
  ],
  sources: ["metrics.md M-32", "Hawkes, Biometrika 58 (1971)", "api/stats: hawkes, neweyWestRegression"],
  since: "1.2.0",
};

/** Most blocks with events that are fitted: the fit of more takes longer than a request may block others. */
export const MOST_EVENTS = 2500;
/** Most blocks with events for which the interval is made within a request; a job makes it for all. */
export const MOST_FOR_INTERVAL = 300;
const CONFIDENCE = 0.95;
const DAY = 86_400;

/** How strongly events cause events. */
export type Clustering = {
  /** Blocks with events. */
  readonly events: number;
  readonly branchingRatio: Estimate;
  /** Rates in 1 a day; null when there is no estimate. */
  readonly fit: HawkesFit | null;
  readonly goodnessOfFit: number | null;
};

/** What the clustering of events is estimated from. */
export type EventTimes = {
  /** Times of blocks with events, each once, newest first, seconds since 1970-01-01 UTC. */
  readonly newestFirst: readonly bigint[];
  /** Start and end of the observation. */
  readonly from: bigint;
  readonly to: bigint;
  /** Most blocks with events for which the interval is made; 0 for none. */
  readonly mostForInterval: number;
};

/**
 * Fits a Hawkes process to the times of events, in days. Where there are more than {@link MOST_EVENTS}, the observation starts
 * with the last of those that are left out.
 */
export function clustering({ newestFirst, from, to, mostForInterval }: EventTimes): Clustering {
  const start = newestFirst[MOST_EVENTS] ?? from;
  const times = newestFirst
    .slice(0, MOST_EVENTS)
    .filter((time) => time > start)
    .reverse()
    .map((time) => Number(time - start) / DAY);
  const duration = Number(to - start) / DAY;
  const isInterval = times.length <= mostForInterval;
  const found = hawkes({ times, duration, confidence: isInterval ? CONFIDENCE : null });
  return { events: times.length, ...found };
}

/** What who leaves a market first keeps, and who stays loses. */
export type FirstMoverAdvantage = { readonly market: string; readonly advantage: Ratio };

/** Finds for each lending market what part of its claims is not backed, exact. */
export function firstMoverAdvantages(
  lending: readonly LendingState[],
  deficits: readonly Pick<Deficit, "market" | "open">[],
): FirstMoverAdvantage[] {
  return lending.map(({ market, suppliedAssets: claims }) => {
    const open = deficits.reduce(
      (sum, deficit) => (deficit.market === market ? sum + deficit.open : sum),
      0n,
    );
    const lost = open < claims ? open : claims;
    return { market, advantage: ratio(lost, claims, "(claims − assets) / claims") };
  });
}
