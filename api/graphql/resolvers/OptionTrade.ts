import { formatDecimal } from "../../domain/decimal-string.ts";
import type { OptionTradeResolvers } from "../../generated/resolvers.ts";
import { amountOf, optionalAmountOf } from "../amounts.ts";
import { factFields } from "../fact-fields.ts";
import { lookUp } from "../look-up.ts";

const VOLATILITY_DECIMALS = 18;

/** Fields of `OptionTrade` that are not plain properties of its parent. */
export const OptionTrade: OptionTradeResolvers = {
  ...factFields,
  series: (trade, _, context) => lookUp(context, "optionSeries", trade, trade.series),
  size: async (trade, _, context) => {
    const { underlying } = await lookUp(context, "optionSeries", trade, trade.series);
    return optionalAmountOf(trade, trade.size, underlying, "The event does not tell.");
  },
  premium: (trade) => amountOf(trade, trade.premium, trade.premiumAsset),
  fee: (trade) => amountOf(trade, trade.fee, trade.premiumAsset),
  impliedVolatility: ({ impliedVolatility }) =>
    impliedVolatility === null ? null : formatDecimal(impliedVolatility, VOLATILITY_DECIMALS),
};
