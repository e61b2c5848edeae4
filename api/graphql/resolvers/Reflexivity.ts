import type { ReflexivityResolvers } from "../../generated/resolvers.ts";
import { REFLEXIVITY } from "../../stress/runs/reflexivity.ts";

/** Fields of `Reflexivity` that are not plain properties of its parent. */
export const Reflexivity: ReflexivityResolvers = {
  definition: () => REFLEXIVITY,
  elasticities: ({ elasticities, view }) => elasticities.map((pool) => ({ ...pool, view })),
  firstMover: ({ firstMover, view }) => firstMover.map((market) => ({ ...market, view })),
};
