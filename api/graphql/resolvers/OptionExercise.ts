import type { OptionExerciseResolvers } from "../../generated/resolvers.ts";
import { amountOf, optionalAmountOf } from "../amounts.ts";
import { factFields } from "../fact-fields.ts";
import { lookUp } from "../look-up.ts";

const UNTOLD = "The chain does not tell.";

/** Fields of `OptionExercise` that are not plain properties of its parent. */
export const OptionExercise: OptionExerciseResolvers = {
  ...factFields,
  series: (row, _, context) => lookUp(context, "optionSeries", row, row.series),
  size: async (row, _, context) => {
    const { underlying } = await lookUp(context, "optionSeries", row, row.series);
    return optionalAmountOf(row, row.size, underlying, UNTOLD);
  },
  owed: (row) => optionalAmountOf(row, row.owed, row.payoffAsset, UNTOLD),
  settled: (row) => amountOf(row, row.settled, row.payoffAsset),
  shortfall: (row) => optionalAmountOf(row, row.shortfall, row.payoffAsset, UNTOLD),
};
