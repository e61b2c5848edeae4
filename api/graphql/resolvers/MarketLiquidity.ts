import { toValuation } from "../../domain/worth.ts";
import type { MarketLiquidityResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `MarketLiquidity` that are not plain properties of its parent. */
export const MarketLiquidity: MarketLiquidityResolvers = {
  market: (liquidity, _, context) =>
    lookUp(context, "market", liquidity, liquidity.exposure.exposure.market ?? ""),
  openInterest: ({ exposure }) => toValuation(exposure.worth),
};
