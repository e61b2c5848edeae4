import type { LossAllocationResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { factFields } from "../fact-fields.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";

/** Fields of `LossAllocation` that are not plain properties of its parent. */
export const LossAllocation: LossAllocationResolvers = {
  ...factFields,
  market: (row, _, context) => lookUp(context, "market", row, row.market),
  backstop: (row, _, context) => lookUpOptional(context, "backstop", row, row.backstop),
  amount: (row) => amountOf(row, row.amount, row.asset),
};
