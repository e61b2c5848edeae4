import type { StressReferenceResolvers } from "../../generated/resolvers.ts";
import { slugOf } from "../../services/stress/episodes/episode-list.ts";
import { seconds, secondsOrNull } from "../seconds.ts";

/** Fields of `StressReference` that are not plain properties of its parent. */
export const StressReference: StressReferenceResolvers = {
  id: ({ episode }) => episode.id,
  protocol: ({ episode, list }) => slugOf(list, episode),
  trigger: ({ episode }) => episode.scope.trigger,
  phase: ({ episode }) => episode.phase,
  start: ({ episode }) => seconds(episode.start),
  onset: ({ episode }) => seconds(episode.onset),
  end: ({ episode }) => secondsOrNull(episode.end),
  drawdown: ({ episode }) => episode.drawdown,
};
