import type { RedistributionResolvers } from "../../generated/resolvers.ts";
import { optionalAmountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

const NO_ASSET = "The market names no single debt asset.";

/** Fields of `Redistribution` that are not plain properties of its parent. */
export const Redistribution: RedistributionResolvers = {
  market: (row, _, context) => lookUp(context, "market", row, row.market),
  redistributed: (row) => optionalAmountOf(row, row.redistributed, row.asset, NO_ASSET),
  takenOver: (row) => optionalAmountOf(row, row.takenOver, row.asset, NO_ASSET),
};
