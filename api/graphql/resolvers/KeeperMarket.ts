import type { KeeperMarketResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `KeeperMarket` that are not plain properties of its parent. */
export const KeeperMarket: KeeperMarketResolvers = {
  market: (one, _, context) => lookUp(context, "market", one, one.market),
};
