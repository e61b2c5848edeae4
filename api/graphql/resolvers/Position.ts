import type { PositionResolvers } from "../../generated/resolvers.ts";
import { optionalAmountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

const NO_ASSET = "The market names no single asset.";

/** Fields of `Position` that are not plain properties of its parent. */
export const Position: PositionResolvers = {
  protocol: (row, _, context) => lookUp(context, "protocol", row, row.protocol),
  market: (row, _, context) => lookUp(context, "market", row, row.market),
  collateral: async (row, _, context) => {
    const { collateralAsset } = await lookUp(context, "market", row, row.market);
    return optionalAmountOf(row, row.collateral, collateralAsset, NO_ASSET);
  },
  debt: async (row, _, context) => {
    const { debtAsset } = await lookUp(context, "market", row, row.market);
    return optionalAmountOf(row, row.debt, debtAsset, NO_ASSET);
  },
};
