import { toValuation } from "../../domain/worth.ts";
import type { LayerResourcesResolvers } from "../../generated/resolvers.ts";

/** Fields of `LayerResources` that are not plain properties of its parent. */
export const LayerResources: LayerResourcesResolvers = {
  backstop: ({ holding, view }) => ({ ...holding.backstop, view }),
  worth: ({ worth }) => toValuation(worth),
  holdings: ({ holdings, view }) => holdings.map((holding) => ({ ...holding, view })),
};
