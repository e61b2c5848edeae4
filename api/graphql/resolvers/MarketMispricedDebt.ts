import { toDecimal } from "../../domain/rational.ts";
import type { MarketMispricedDebtResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `MarketMispricedDebt` that are not plain properties of its parent. */
export const MarketMispricedDebt: MarketMispricedDebtResolvers = {
  market: (part, _, context) => lookUp(context, "market", part, part.market),
  ratio: ({ ratio }) => (ratio === null ? null : toDecimal(ratio)),
  missed: ({ missed, view }) => ({ ...missed, view }),
  wrongful: ({ wrongful, view }) => ({ ...wrongful, view }),
};
