import { toValuation } from "../../domain/worth.ts";
import type { LiquidationResolvers } from "../../generated/resolvers.ts";
import { loadLiquidatorProfit } from "../../services/liquidator-profit.ts";
import { amountOf, optionalAmountOf } from "../amounts.ts";
import { factFields } from "../fact-fields.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";

const UNTOLD = "The event does not tell.";
const NOT_YET = "The loss is not known yet: an auction still has to show it, or the event does not tell.";

/** Fields of `Liquidation` that are not plain properties of its parent. */
export const Liquidation: LiquidationResolvers = {
  ...factFields,
  market: (row, _, context) => lookUp(context, "market", row, row.market),
  collateralSeized: (row) => optionalAmountOf(row, row.collateralSeized, row.collateralAsset, UNTOLD),
  collateralReturned: (row) => optionalAmountOf(row, row.collateralReturned, row.collateralAsset, UNTOLD),
  debtRepaid: (row) => amountOf(row, row.debtRepaid, row.debtAsset),
  liquidatorFee: (row) => optionalAmountOf(row, row.liquidatorFee, row.debtAsset, UNTOLD),
  loss: (row) => optionalAmountOf(row, row.loss, row.debtAsset, NOT_YET),
  absorbed: (row) => amountOf(row, row.absorbed, row.debtAsset),
  unresolved: (row) => optionalAmountOf(row, row.unresolved, row.debtAsset, NOT_YET),
  auction: (row, _, context) => lookUpOptional(context, "auction", row, row.auction),
  liquidatorProfit: async (row, _, { session }) => toValuation(await loadLiquidatorProfit(session, row)),
  allocations: (row, _, context) => lookUp(context, "allocationsOfLoss", row, row.id),
};
