import { exactDecimal } from "../../domain/exact-decimal.ts";
import type { PriceUsedResolvers } from "../../generated/resolvers.ts";
import { CURRENCY } from "../../solvency/price-board.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `PriceUsed` that are not plain properties of its parent. */
export const PriceUsed: PriceUsedResolvers = {
  value: ({ rate }) => (rate === null ? null : exactDecimal(rate)),
  quote: ({ feed, rate }) => (rate === null ? (feed?.quote ?? null) : CURRENCY),
  feed: (price, _, context) => lookUpOptional(context, "priceFeed", price, price.feed?.feed ?? null),
  via: (price, _, context) => lookUpOptional(context, "priceFeed", price, price.via?.feed ?? null),
  source: ({ feed }) => feed?.source ?? null,
  observedAt: ({ feed, via }) => {
    if (feed === null || via === null) return feed?.observedAt ?? null;
    return feed.observedAt < via.observedAt ? feed.observedAt : via.observedAt;
  },
};
