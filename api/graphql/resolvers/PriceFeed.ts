import type { PriceFeedResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `PriceFeed` that are not plain properties of its parent. */
export const PriceFeed: PriceFeedResolvers = {
  protocol: (feed, _, context) => lookUp(context, "protocol", feed, feed.protocol),
  asset: (feed, _, context) => lookUp(context, "asset", feed, feed.asset),
};
