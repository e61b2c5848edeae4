import { toValuation } from "../../domain/worth.ts";
import type { FundingQualityResolvers } from "../../generated/resolvers.ts";
import { FUNDING_QUALITY } from "../../solvency/funding-quality.ts";

/** Fields of `FundingQuality` that are not plain properties of its parent. */
export const FundingQuality: FundingQualityResolvers = {
  definition: () => FUNDING_QUALITY,
  inflow: ({ inflow }) => toValuation(inflow),
  outflow: ({ outflow }) => toValuation(outflow),
  netInflow: ({ netInflow }) => toValuation(netInflow),
  recurring: ({ recurring }) => toValuation(recurring),
  drawdown: ({ drawdown }) => toValuation(drawdown),
  shortfall: ({ shortfall }) => toValuation(shortfall),
};
