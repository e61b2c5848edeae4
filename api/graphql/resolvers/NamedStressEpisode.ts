import type { NamedStressEpisodeResolvers } from "../../generated/resolvers.ts";

/** Fields of `NamedStressEpisode` that are not plain properties of its parent. */
export const NamedStressEpisode: NamedStressEpisodeResolvers = {
  detected: ({ detected, list }) => detected.map((episode) => ({ episode, list })),
  measured: ({ measured }) => [...measured],
};
