import type { SharedTailResolvers } from "../../generated/resolvers.ts";

/** Fields of `SharedTail` that are not plain properties of its parent. */
export const SharedTail: SharedTailResolvers = { members: ({ members }) => [...members] };
