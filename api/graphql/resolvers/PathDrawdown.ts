import type { PathDrawdownResolvers } from "../../generated/resolvers.ts";

/** Fields of `PathDrawdown` that are not plain properties of its parent. */
export const PathDrawdown: PathDrawdownResolvers = {
  peakAt: ({ peakAt }) => (peakAt === null ? null : BigInt(peakAt)),
  troughAt: ({ troughAt }) => (troughAt === null ? null : BigInt(troughAt)),
  recoveredAt: ({ recoveredAt }) => (recoveredAt === null ? null : BigInt(recoveredAt)),
};
