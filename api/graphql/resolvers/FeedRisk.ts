import { toValuation } from "../../domain/worth.ts";
import type { FeedRiskResolvers } from "../../generated/resolvers.ts";

/** Fields of `FeedRisk` that are not plain properties of its parent. */
export const FeedRisk: FeedRiskResolvers = {
  feed: ({ feed, view }) => ({ ...feed, view }),
  price: ({ price }) => toValuation(price),
  median: ({ median }) => toValuation(median),
  hiddenMove: ({ move }) => move,
};
