import type { ComparableStressResolvers } from "../../generated/resolvers.ts";

/** Fields of `ComparableStress` that are not plain properties of its parent. */
export const ComparableStress: ComparableStressResolvers = {
  episode: ({ episode, list }) => ({ episode, list }),
};
