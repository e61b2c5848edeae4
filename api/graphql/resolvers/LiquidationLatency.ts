import type { LiquidationLatencyResolvers } from "../../generated/resolvers.ts";
import { LIQUIDATION_LATENCY } from "../../stress/keepers/liquidation-latency.ts";

/** Fields of `LiquidationLatency` that are not plain properties of its parent. */
export const LiquidationLatency: LiquidationLatencyResolvers = {
  definition: () => LIQUIDATION_LATENCY,
  markets: ({ markets, view }) => markets.map((market) => ({ ...market, view })),
};
