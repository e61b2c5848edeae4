import { toValuation } from "../../domain/worth.ts";
import type { MispricedTotalResolvers } from "../../generated/resolvers.ts";

/** Fields of `MispricedTotal` that are not plain properties of its parent. */
export const MispricedTotal: MispricedTotalResolvers = {
  worth: ({ worth }) => toValuation(worth),
};
