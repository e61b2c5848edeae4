import type { GammaShockResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `GammaShock` that are not plain properties of its parent. */
export const GammaShock: GammaShockResolvers = {
  asset: (one, _, context) => lookUp(context, "asset", one, one.asset),
};
