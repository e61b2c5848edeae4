import { toValuation } from "../../domain/worth.ts";
import type { FactorDeltaResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `FactorDelta` that are not plain properties of its parent. */
export const FactorDelta: FactorDeltaResolvers = {
  factor: (delta, _, context) => lookUp(context, "asset", delta, delta.factor),
  delta: ({ delta }) => toValuation(delta),
};
