import { toValuation } from "../../domain/worth.ts";
import type { CoverNResolvers } from "../../generated/resolvers.ts";
import { COVER_N } from "../../stress/default/cover-n.ts";

/** Fields of `CoverN` that are not plain properties of its parent. */
export const CoverN: CoverNResolvers = {
  definition: () => COVER_N,
  byCollateral: ({ byCollateral, view }) => ({ ...byCollateral, view }),
  resources: ({ resources }) => toValuation(resources),
};
