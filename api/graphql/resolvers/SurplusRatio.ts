import { toValuation } from "../../domain/worth.ts";
import type { SurplusRatioResolvers } from "../../generated/resolvers.ts";
import { SURPLUS_RATIO } from "../../solvency/surplus-ratio.ts";

/** Fields of `SurplusRatio` that are not plain properties of its parent. */
export const SurplusRatio: SurplusRatioResolvers = {
  definition: () => SURPLUS_RATIO,
  surplus: ({ surplus }) => toValuation(surplus),
  debt: ({ debt }) => toValuation(debt),
};
