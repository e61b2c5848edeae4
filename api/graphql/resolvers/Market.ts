import type { MarketResolvers } from "../../generated/resolvers.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";

/** Fields of `Market` that are not plain properties of its parent. */
export const Market: MarketResolvers = {
  protocol: (market, _, context) => lookUp(context, "protocol", market, market.protocol),
  collateralAsset: (market, _, context) => lookUpOptional(context, "asset", market, market.collateralAsset),
  debtAsset: (market, _, context) => lookUpOptional(context, "asset", market, market.debtAsset),
  priceFeed: (market, _, context) => lookUpOptional(context, "priceFeed", market, market.priceFeed),
  deficits: (market, _, context) => lookUp(context, "deficitsOfMarket", market, market.id),
};
