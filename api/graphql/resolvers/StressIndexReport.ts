import type { StressIndexReportResolvers } from "../../generated/resolvers.ts";
import { pointAt } from "../../services/stress/tail/stress-index-points.ts";
import { STRESS_INDEX } from "../../stress/tail/stress-index.ts";

/** Fields of `StressIndexReport` that are not plain properties of its parent. */
export const StressIndexReport: StressIndexReportResolvers = {
  definition: () => STRESS_INDEX,
  indicators: ({ used }) => [...used],
  latest: (answer) => pointAt(answer, answer.from.length - 1),
  peak: (answer) => {
    const highest = answer.index.reduce((most: number, index) => Math.max(most, index ?? -1), -1);
    return pointAt(answer, answer.index.indexOf(highest));
  },
  points: (answer) => answer.from.flatMap((_, at) => pointAt(answer, at) ?? []),
};
