import type { TailIndexResolvers } from "../../generated/resolvers.ts";
import { TAIL_INDEX } from "../../stress/tail/pareto-tail.ts";

/** Fields of `TailIndex` that are not plain properties of its parent. */
export const TailIndex: TailIndexResolvers = {
  definition: () => TAIL_INDEX,
  provenance: ({ answer }) => answer.provenanceOf(TAIL_INDEX.id, {}),
};
