import type { ThresholdRowResolvers } from "../../generated/resolvers.ts";

/** Fields of `ThresholdRow` that are not plain properties of its parent. */
export const ThresholdRow: ThresholdRowResolvers = {
  andersonDarling: ({ goodnessOfFit }) => goodnessOfFit?.statistic ?? null,
  pValue: ({ goodnessOfFit }) => goodnessOfFit?.pValue ?? null,
};
