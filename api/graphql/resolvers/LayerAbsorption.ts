import { toValuation } from "../../domain/worth.ts";
import type { LayerAbsorptionResolvers } from "../../generated/resolvers.ts";

/** Fields of `LayerAbsorption` that are not plain properties of its parent. */
export const LayerAbsorption: LayerAbsorptionResolvers = {
  backstop: ({ holding, view }) => ({ ...holding.backstop, view }),
  absorbed: ({ absorbed }) => toValuation(absorbed),
};
