import type { GammaShockReportResolvers } from "../../generated/resolvers.ts";
import { GAMMA_SHOCK } from "../../stress/cascade/gamma-shock.ts";

/** Fields of `GammaShockReport` that are not plain properties of its parent. */
export const GammaShockReport: GammaShockReportResolvers = {
  definition: () => GAMMA_SHOCK,
};
