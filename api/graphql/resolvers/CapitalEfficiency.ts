import { toValuation } from "../../domain/worth.ts";
import type { CapitalEfficiencyResolvers } from "../../generated/resolvers.ts";
import { CAPITAL_EFFICIENCY } from "../../solvency/capital-efficiency.ts";

/** Fields of `CapitalEfficiency` that are not plain properties of its parent. */
export const CapitalEfficiency: CapitalEfficiencyResolvers = {
  definition: () => CAPITAL_EFFICIENCY,
  openInterest: ({ openInterest }) => toValuation(openInterest),
  resources: ({ resources }) => toValuation(resources),
  markets: ({ markets, view }) => markets.map((market) => ({ ...market, view })),
};
