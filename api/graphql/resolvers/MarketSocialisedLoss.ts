import type { MarketSocialisedLossResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `MarketSocialisedLoss` that are not plain properties of its parent. */
export const MarketSocialisedLoss: MarketSocialisedLossResolvers = {
  market: (row, _, context) => lookUp(context, "market", row, row.market),
  asset: (row, _, context) => lookUp(context, "asset", row, row.asset),
  loss: (row) => amountOf(row, row.loss, row.asset),
};
