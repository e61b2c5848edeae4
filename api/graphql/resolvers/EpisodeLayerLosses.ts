import type { EpisodeLayerLossesResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";

/** Fields of `EpisodeLayerLosses` that are not plain properties of its parent. */
export const EpisodeLayerLosses: EpisodeLayerLossesResolvers = {
  amount: (row) => amountOf(row, row.amount, row.asset),
};
