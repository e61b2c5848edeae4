import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { type Ratio, ratio } from "../../domain/ratio.ts";
import type { PauseResponse } from "../../solvency/response-latency.ts";
import { clopperPearson } from "../../stats/clopper-pearson.ts";
import type { Estimate } from "../../stats/estimate.ts";
import type { Need, NeedsFound } from "./needs.ts";

/** Definition of whether interventions were too small, too large or needless. */
export const INTERVENTION_ADEQUACY: MetricDefinition = {
  id: "intervention-adequacy",
  title: "Intervention adequacy: what was needed against what was deployed, and triggers without a need",
  formula:
    "under = max(0, need − deployed) / need; over = max(0, deployed − need) / need; false-trigger rate = payments without an open deficit / triggers; " +
    "false-pause rate = pauses without a loss before them / pauses",
  unit: "ratios; each exact, rates with Clopper-Pearson intervals",
  edgeCases: [
    "deployed = paid, and paid beyond what was open; a part that was socialised or written off was not deployed.",
    "A need that is still open is listed and in no rate: it is not decided.",
    "A need that nobody answered has under 1.",
    "Nothing decided: NO_DATA, not zero.",
  ],
  sources: ["metrics.md M-35", "Clopper and Pearson, Biometrika 26 (1934)", "api/stats: clopperPearson"],
  since: "1.2.0",
};

/** One need and what was deployed for it. */
export type Intervention = {
  readonly need: Need;
  /** Smallest units of the deficit's asset. */
  readonly deployed: bigint;
  readonly under: Ratio;
  readonly over: Ratio;
};

/** Whether interventions fitted their needs. */
export type InterventionAdequacy = {
  /** In the order of their breach. */
  readonly interventions: readonly Intervention[];
  /** Share of decided needs that were not met in full. */
  readonly underRate: Estimate;
  /** Share of decided needs for which more was paid than was open. */
  readonly overRate: Estimate;
  /** Share of triggers for which nothing was open. */
  readonly falseTriggerRate: Estimate;
  /** Share of pauses without a loss before them. */
  readonly falsePauseRate: Estimate;
};

/** Compares needs with what was deployed. See {@link INTERVENTION_ADEQUACY}. */
export function interventionAdequacy(
  { needs, withoutNeed }: NeedsFound,
  pauses: readonly PauseResponse[],
): InterventionAdequacy {
  const interventions = needs.map(interventionOf);
  const decided = interventions.filter(({ need }) => need.endedAt !== null);
  const triggered = needs.filter(({ triggeredAt }) => triggeredAt !== null).length;
  return {
    interventions,
    underRate: rate(decided.filter(({ need, deployed }) => deployed < need.needed).length, decided.length),
    overRate: rate(decided.filter(({ need, deployed }) => deployed > need.needed).length, decided.length),
    falseTriggerRate: rate(withoutNeed, withoutNeed + triggered),
    falsePauseRate: rate(pauses.filter(({ seconds }) => seconds === null).length, pauses.length),
  };
}

function interventionOf(need: Need): Intervention {
  const { needed } = need;
  const deployed = need.covered + need.excess;
  const lacking = needed > deployed ? needed - deployed : 0n;
  const surplus = deployed > needed ? deployed - needed : 0n;
  return {
    ...{ need, deployed },
    under: ratio(lacking, needed, "lacking / need"),
    over: ratio(surplus, needed, "surplus / need"),
  };
}

function rate(successes: number, trials: number): Estimate {
  return clopperPearson({ successes, trials });
}
