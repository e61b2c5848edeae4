import type { MarketLatencyResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `MarketLatency` that are not plain properties of its parent. */
export const MarketLatency: MarketLatencyResolvers = {
  market: (latency, _, context) => lookUp(context, "market", latency, latency.market),
};
