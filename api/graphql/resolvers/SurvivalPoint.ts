import type { SurvivalPointResolvers } from "../../generated/resolvers.ts";

/** Fields of `SurvivalPoint` that are not plain properties of its parent. */
export const SurvivalPoint: SurvivalPointResolvers = {
  seconds: ({ time }) => time,
  lower: ({ interval }) => interval?.lower ?? null,
  upper: ({ interval }) => interval?.upper ?? null,
};
