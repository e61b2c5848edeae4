import { toDecimal } from "../../domain/rational.ts";
import { toValuation } from "../../domain/worth.ts";
import type { OptionBookPositionResolvers } from "../../generated/resolvers.ts";
import { optionalAmountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

const UNTOLD = "A trade or an exercise of the series does not tell its size.";

/** Fields of `OptionBookPosition` that are not plain properties of its parent. */
export const OptionBookPosition: OptionBookPositionResolvers = {
  series: (position, _, context) => lookUp(context, "optionSeries", position, position.option.series.id),
  side: ({ option }) => option.side,
  open: ({ option, view }) => optionalAmountOf({ view }, option.open, option.series.underlying, UNTOLD),
  spot: ({ spot }) => (spot === null ? null : toDecimal(spot)),
  premiumPerUnit: ({ premium }) => premium,
  model: ({ smile }) => smile?.model ?? null,
  intrinsic: ({ intrinsic }) => toValuation(intrinsic),
  worstCase: ({ worstCase }) => toValuation(worstCase),
};
