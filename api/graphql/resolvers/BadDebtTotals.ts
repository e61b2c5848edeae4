import { toValuation } from "../../domain/worth.ts";
import type { BadDebtTotalsResolvers } from "../../generated/resolvers.ts";

/** Fields of `BadDebtTotals` that are not plain properties of its parent. */
export const BadDebtTotals: BadDebtTotalsResolvers = {
  open: ({ open }) => toValuation(open),
  pending: ({ pending }) => toValuation(pending),
  created: ({ created }) => toValuation(created),
  covered: ({ covered }) => toValuation(covered),
  socialised: ({ socialised }) => toValuation(socialised),
  writtenOff: ({ writtenOff }) => toValuation(writtenOff),
  residual: ({ residual }) => toValuation(residual),
  oldestOpenAgeSeconds: ({ oldestOpenSince, view }) =>
    oldestOpenSince === null ? null : view.block.timestamp - oldestOpenSince,
};
