import type { MispricedDebtResolvers } from "../../generated/resolvers.ts";

/** Fields of `MispricedDebt` that are not plain properties of its parent. */
export const MispricedDebt: MispricedDebtResolvers = {
  markets: ({ markets, view }) => markets.map((market) => ({ ...market, view })),
};
