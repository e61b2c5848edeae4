import type { LatentBadDebtResolvers } from "../../generated/resolvers.ts";

/** Fields of `LatentBadDebt` that are not plain properties of its parent. */
export const LatentBadDebt: LatentBadDebtResolvers = {
  markets: ({ markets, view }) => markets.map((market) => ({ ...market, view })),
  prices: ({ prices, view }) => prices.map((price) => ({ ...price, view })),
};
