import type { RunElasticityResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `RunElasticity` that are not plain properties of its parent. */
export const RunElasticity: RunElasticityResolvers = {
  backstop: (pool, _, context) => lookUp(context, "backstop", pool, pool.backstop),
  asset: (pool, _, context) => lookUp(context, "asset", pool, pool.asset),
};
