import { toValuation } from "../../domain/worth.ts";
import type { SocialisedLossResolvers } from "../../generated/resolvers.ts";
import { SOCIALISED_LOSS } from "../../solvency/socialised-loss.ts";

/** Fields of `SocialisedLoss` that are not plain properties of its parent. */
export const SocialisedLoss: SocialisedLossResolvers = {
  definition: () => SOCIALISED_LOSS,
  total: ({ total }) => toValuation(total),
};
