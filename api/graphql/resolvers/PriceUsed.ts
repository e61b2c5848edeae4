import { formatDecimal } from "../../domain/decimal-string.ts";
import type { PriceUsedResolvers } from "../../generated/resolvers.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `PriceUsed` that are not plain properties of its parent. */
export const PriceUsed: PriceUsedResolvers = {
  value: ({ feed, status }) =>
    feed === null || feed.price === null || status !== "OK" ? null : formatDecimal(feed.price, feed.decimals),
  quote: ({ feed }) => feed?.quote ?? null,
  feed: (price, _, context) => lookUpOptional(context, "priceFeed", price, price.feed?.feed ?? null),
  source: ({ feed }) => feed?.source ?? null,
  observedAt: ({ feed }) => feed?.observedAt ?? null,
};
