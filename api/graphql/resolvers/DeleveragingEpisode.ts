import type { DeleveragingEpisodeResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";

/** Fields of `DeleveragingEpisode` that are not plain properties of its parent. */
export const DeleveragingEpisode: DeleveragingEpisodeResolvers = {
  market: (episode, _, context) => lookUpOptional(context, "market", episode, episode.market),
  asset: (episode, _, context) => lookUp(context, "asset", episode, episode.asset),
  deficit: (episode) => scopedAmount(episode, episode.deficit),
  haircut: (episode) => scopedAmount(episode, episode.haircut),
  overshoot: (episode) => scopedAmount(episode, episode.overshoot),
  notional: (episode) => scopedAmount(episode, episode.notional),
};
