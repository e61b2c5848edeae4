import type { LayerLossesResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `LayerLosses` that are not plain properties of its parent. */
export const LayerLosses: LayerLossesResolvers = {
  backstop: (layer, _, context) => lookUpOptional(context, "backstop", layer, layer.backstop),
  amount: (layer) => amountOf(layer, layer.amount, layer.asset),
  later: (layer) => amountOf(layer, layer.later, layer.asset),
  allocationCount: ({ allocations }) => allocations,
};
