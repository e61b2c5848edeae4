import type { ExtremeValuesResolvers } from "../../generated/resolvers.ts";
import { returnLevels } from "../../services/stress/tail/return-levels.ts";
import { missingEstimate } from "../../stats/estimate.ts";
import { clustering, EXTREME_VALUES, thresholdTable } from "../../stress/tail/extreme-values.ts";

/** Fields of `ExtremeValues` that are not plain properties of its parent. */
export const ExtremeValues: ExtremeValuesResolvers = {
  definition: () => EXTREME_VALUES,
  provenance: ({ answer }) => answer.provenanceOf(EXTREME_VALUES.id, {}),
  threshold: ({ values }) => values.choice.threshold,
  isGood: ({ values }) => values.choice.isGood,
  exceedances: ({ values }) => values.exceedances,
  shape: ({ values }) => values.shape,
  scale: ({ values }) => values.scale,
  valueAtRisk: ({ values }) => values.risk.valueAtRisk,
  expectedShortfall: ({ values }) => values.risk.expectedShortfall,
  extremalIndex: ({ answer, values }) => {
    const { threshold } = values.choice;
    if (threshold !== null) return clustering(answer.question, threshold);
    const parts = { n: answer.question.losses.length, method: "Ferro-Segers intervals estimator" };
    return missingEstimate("INSUFFICIENT_DATA", "No threshold has enough exceedances.", parts);
  },
  thresholds: ({ answer, values }) => thresholdTable(answer.question, values.choice),
  returnLevels: ({ answer, values }, { days }) => returnLevels(answer, values, days),
};
