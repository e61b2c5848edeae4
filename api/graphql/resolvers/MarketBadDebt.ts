import type { MarketBadDebtResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `MarketBadDebt` that are not plain properties of its parent. */
export const MarketBadDebt: MarketBadDebtResolvers = {
  market: (debt, _, context) => lookUp(context, "market", debt, debt.market),
  asset: (debt, _, context) => lookUp(context, "asset", debt, debt.asset),
  created: (debt) => amountOf(debt, debt.created, debt.asset),
  covered: (debt) => amountOf(debt, debt.covered, debt.asset),
  socialised: (debt) => amountOf(debt, debt.socialised, debt.asset),
  writtenOff: (debt) => amountOf(debt, debt.writtenOff, debt.asset),
  open: (debt) => amountOf(debt, debt.open, debt.asset),
  pending: (debt) => amountOf(debt, debt.pending, debt.asset),
  residual: (debt) => amountOf(debt, debt.residual, debt.asset),
  oldestOpenAgeSeconds: ({ oldestOpenSince, view }) =>
    oldestOpenSince === null ? null : view.block.timestamp - oldestOpenSince,
  timeline: ({ timeline, asset, view }) => timeline.map((point) => ({ ...point, asset, view })),
};
