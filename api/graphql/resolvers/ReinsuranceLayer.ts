import type { ReinsuranceLayerResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";

/** Fields of `ReinsuranceLayer` that are not plain properties of its parent. */
export const ReinsuranceLayer: ReinsuranceLayerResolvers = {
  backstop: ({ holding, view }) => ({ ...holding.backstop, view }),
  limit: (layer) => scopedAmount(layer, layer.limit),
  retention: (layer) => scopedAmount(layer, layer.retention),
  paid: (layer) => scopedAmount(layer, layer.paid),
  limitLeft: (layer) => scopedAmount(layer, layer.limitLeft),
  usable: (layer) => scopedAmount(layer, layer.usable),
};
