import type { FeedRoundsResolvers } from "../../generated/resolvers.ts";

/** Fields of `FeedRounds` that are not plain properties of its parent. */
export const FeedRounds: FeedRoundsResolvers = {
  longestGapSeconds: ({ longestGap }) => longestGap,
};
