import type { LossesAbsorbedResolvers } from "../../generated/resolvers.ts";
import { REALISED_LOSSES } from "../../solvency/realised-losses.ts";

/** Fields of `LossesAbsorbed` that are not plain properties of its parent. */
export const LossesAbsorbed: LossesAbsorbedResolvers = { definition: () => REALISED_LOSSES };
