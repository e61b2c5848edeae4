import type { KeeperPositionResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `KeeperPosition` that are not plain properties of its parent. */
export const KeeperPosition: KeeperPositionResolvers = {
  market: (one, _, context) => lookUp(context, "market", one, one.market),
};
