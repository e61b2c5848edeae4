import { toValuation } from "../../domain/worth.ts";
import type { HoldingResourceResolvers } from "../../generated/resolvers.ts";
import { amountOf, scopedAmount } from "../amounts.ts";

/** Fields of `HoldingResource` that are not plain properties of its parent. */
export const HoldingResource: HoldingResourceResolvers = {
  balance: (holding) => amountOf(holding, holding.balance.balance, holding.balance.asset),
  usable: (holding) => scopedAmount(holding, holding.usable),
  worth: ({ worth }) => toValuation(worth),
  price: ({ price, view }) => (price === null ? null : { ...price, view }),
};
