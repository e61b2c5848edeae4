import type { StressEpisodeConnectionResolvers } from "../../generated/resolvers.ts";
import { PARAMETERS_ANSWER } from "../../services/stress/episodes/stress-episodes.ts";
import { STRESS_EPISODES } from "../../stress/episodes/stress-episodes.ts";

/** Fields of `StressEpisodeConnection` that are not plain properties of its parent. */
export const StressEpisodeConnection: StressEpisodeConnectionResolvers = {
  definition: () => STRESS_EPISODES,
  parameters: () => PARAMETERS_ANSWER,
  systemic: ({ systemic, list }) => systemic.map((group) => ({ group, list })),
  notEvaluated: ({ notEvaluated, list }) => notEvaluated.map((missing) => ({ missing, list })),
};
