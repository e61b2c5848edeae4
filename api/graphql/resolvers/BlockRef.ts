import type { BlockRefResolvers } from "../../generated/resolvers.ts";

/** Fields of `BlockRef` that are not plain properties of its parent. */
export const BlockRef: BlockRefResolvers = { time: ({ timestamp }) => timestamp };
