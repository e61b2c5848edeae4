import { toValuation } from "../../domain/worth.ts";
import type { CollateralCoverResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `CollateralCover` that are not plain properties of its parent. */
export const CollateralCover: CollateralCoverResolvers = {
  assets: (cover, _, context) =>
    Promise.all(cover.assets.map((asset) => lookUp(context, "asset", cover, asset))),
  loss: ({ loss }) => toValuation(loss),
};
