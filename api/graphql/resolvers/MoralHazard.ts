import type { MoralHazardResolvers } from "../../generated/resolvers.ts";
import { MORAL_HAZARD } from "../../stress/moral-hazard.ts";

/** Fields of `MoralHazard` that are not plain properties of its parent. */
export const MoralHazard: MoralHazardResolvers = {
  definition: () => MORAL_HAZARD,
};
