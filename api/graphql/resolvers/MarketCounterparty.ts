import { toValuation } from "../../domain/worth.ts";
import type { MarketCounterpartyResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `MarketCounterparty` that are not plain properties of its parent. */
export const MarketCounterparty: MarketCounterpartyResolvers = {
  market: (part, _, context) => lookUp(context, "market", part, part.market),
  exposure: (part) => scopedAmount(part, part.exposure),
  worth: ({ worth }) => toValuation(worth),
  expectedLoss: ({ expectedLoss }) => toValuation(expectedLoss),
};
