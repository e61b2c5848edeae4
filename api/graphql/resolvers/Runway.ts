import type { RunwayResolvers } from "../../generated/resolvers.ts";
import { SOLVENCY_HORIZON } from "../../stress/reverse/solvency-horizon.ts";

/** Fields of `Runway` that are not plain properties of its parent. */
export const Runway: RunwayResolvers = {
  definition: () => SOLVENCY_HORIZON,
};
