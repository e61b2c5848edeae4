import { toValuation } from "../../domain/worth.ts";
import type { MarketLatentBadDebtResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `MarketLatentBadDebt` that are not plain properties of its parent. */
export const MarketLatentBadDebt: MarketLatentBadDebtResolvers = {
  market: (debt, _, context) => lookUp(context, "market", debt, debt.market),
  amount: (debt) => scopedAmount(debt, debt.amount),
  worth: ({ worth }) => toValuation(worth),
};
