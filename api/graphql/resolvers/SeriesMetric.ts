import type { SeriesMetricResolvers } from "../../generated/resolvers.ts";
import { FILLS, ROLL_UPS } from "../../solvency/series/series-metric.ts";

/** Fields of `SeriesMetric` that are not plain properties of its parent. */
export const SeriesMetric: SeriesMetricResolvers = {
  subjects: ({ subjects }) => [...subjects],
  hasCauses: (metric) => metric.kind === "FLOW" && metric.source.hasCause,
  rollUps: ({ kind }) => [...ROLL_UPS[kind]],
  fills: ({ kind }) => [...FILLS[kind]],
};
