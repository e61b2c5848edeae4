import { toValuation } from "../../domain/worth.ts";
import type { ResourcesResolvers } from "../../generated/resolvers.ts";
import { RESOURCES, totalResources } from "../../solvency/resources.ts";

/** Fields of `Resources` that are not plain properties of its parent. */
export const Resources: ResourcesResolvers = {
  definition: () => RESOURCES,
  total: ({ layers, unit }) => toValuation(totalResources(layers, unit)),
  layers: ({ layers, view }) => layers.map((layer) => ({ ...layer, view })),
};
