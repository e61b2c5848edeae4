import type { ReplayPriceResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ReplayPrice` that are not plain properties of its parent. */
export const ReplayPrice: ReplayPriceResolvers = {
  asset: (price, _, context) => lookUp(context, "asset", price, price.asset),
};
