import type { TimesToEventResolvers } from "../../generated/resolvers.ts";

/** Fields of `TimesToEvent` that are not plain properties of its parent. */
export const TimesToEvent: TimesToEventResolvers = {
  longestWatchedSeconds: ({ longestWatched }) => longestWatched,
};
