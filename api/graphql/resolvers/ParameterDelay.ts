import type { ParameterDelayResolvers } from "../../generated/resolvers.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `ParameterDelay` that are not plain properties of its parent. */
export const ParameterDelay: ParameterDelayResolvers = {
  market: (delay, _, context) => lookUpOptional(context, "market", delay, delay.market),
  changedAt: ({ timestamp }) => timestamp,
};
