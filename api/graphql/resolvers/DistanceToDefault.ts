import { toValuation } from "../../domain/worth.ts";
import type { DistanceToDefaultResolvers } from "../../generated/resolvers.ts";
import { DISTANCE_TO_DEFAULT } from "../../stress/default/distance-to-default.ts";

/** Fields of `DistanceToDefault` that are not plain properties of its parent. */
export const DistanceToDefault: DistanceToDefaultResolvers = {
  definition: () => DISTANCE_TO_DEFAULT,
  assets: ({ assets }) => toValuation(assets),
  debt: ({ debt }) => toValuation(debt),
};
