import { toValuation } from "../../domain/worth.ts";
import type { CoverGroupResolvers } from "../../generated/resolvers.ts";

/** Fields of `CoverGroup` that are not plain properties of its parent. */
export const CoverGroup: CoverGroupResolvers = {
  loss: ({ loss }) => toValuation(loss),
};
