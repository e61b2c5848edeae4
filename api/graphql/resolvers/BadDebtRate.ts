import { toValuation } from "../../domain/worth.ts";
import type { BadDebtRateResolvers } from "../../generated/resolvers.ts";
import { BAD_DEBT_RATE } from "../../solvency/bad-debt-rate.ts";

/** Fields of `BadDebtRate` that are not plain properties of its parent. */
export const BadDebtRate: BadDebtRateResolvers = {
  definition: () => BAD_DEBT_RATE,
  created: ({ created }) => toValuation(created),
  createdAboveDust: ({ createdAboveDust }) => toValuation(createdAboveDust),
  liquidated: ({ liquidated }) => toValuation(liquidated),
};
