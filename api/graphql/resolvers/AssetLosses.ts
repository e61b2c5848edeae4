import type { AssetLossesResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `AssetLosses` that are not plain properties of its parent. */
export const AssetLosses: AssetLossesResolvers = {
  asset: (losses, _, context) => lookUp(context, "asset", losses, losses.asset),
  loss: (losses) => amountOf(losses, losses.loss, losses.asset),
  allocated: (losses) => amountOf(losses, losses.allocated, losses.asset),
  unresolved: (losses) => amountOf(losses, losses.unresolved, losses.asset),
  residual: (losses) => amountOf(losses, losses.residual, losses.asset),
  later: (losses) => amountOf(losses, losses.later, losses.asset),
  unknownCount: ({ unknown }) => unknown,
  layers: ({ layers, view }) => layers.map((layer) => ({ ...layer, view })),
};
