import { toValuation } from "../../domain/worth.ts";
import type { ObligorLossResolvers } from "../../generated/resolvers.ts";

/** Fields of `ObligorLoss` that are not plain properties of its parent. */
export const ObligorLoss: ObligorLossResolvers = {
  loss: ({ loss }) => toValuation(loss),
};
