import type { PublishedEpisodeResolvers } from "../../generated/resolvers.ts";
import { seconds } from "../seconds.ts";

/** Fields of `PublishedEpisode` that are not plain properties of its parent. */
export const PublishedEpisode: PublishedEpisodeResolvers = {
  from: ({ from }) => seconds(from),
  to: ({ to }) => seconds(to),
  protocols: ({ protocols }) => [...protocols],
  figures: ({ figures }) => [...figures],
};
