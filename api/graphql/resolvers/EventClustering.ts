import type { EventClusteringResolvers } from "../../generated/resolvers.ts";

/** Fields of `EventClustering` that are not plain properties of its parent. */
export const EventClustering: EventClusteringResolvers = {
  baselinePerDay: ({ fit }) => fit?.baseline ?? null,
  halfLifeDays: ({ fit }) => (fit === null || fit.branching === 0 ? null : Math.LN2 / fit.decay),
};
