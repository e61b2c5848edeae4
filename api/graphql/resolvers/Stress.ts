import type { StressResolvers } from "../../generated/resolvers.ts";

/** Fields of `Stress` that are not plain properties of its parent. */
export const Stress: StressResolvers = {
  protocol: ({ book, view }) => ({ ...book.protocol, view }),
};
