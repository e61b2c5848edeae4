import { toValuation } from "../../domain/worth.ts";
import type { AbsorptionEfficiencyResolvers } from "../../generated/resolvers.ts";
import { ABSORPTION_EFFICIENCY } from "../../solvency/absorption-efficiency.ts";

/** Fields of `AbsorptionEfficiency` that are not plain properties of its parent. */
export const AbsorptionEfficiency: AbsorptionEfficiencyResolvers = {
  definition: () => ABSORPTION_EFFICIENCY,
  absorbed: ({ absorbed }) => toValuation(absorbed),
  layers: ({ layers, view }) => layers.map((layer) => ({ ...layer, view })),
};
