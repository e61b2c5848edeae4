import type { EpisodeBadDebtResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";

/** Fields of `EpisodeBadDebt` that are not plain properties of its parent. */
export const EpisodeBadDebt: EpisodeBadDebtResolvers = {
  created: (row) => amountOf(row, row.created, row.asset),
  covered: (row) => amountOf(row, row.covered, row.asset),
  socialised: (row) => amountOf(row, row.socialised, row.asset),
  writtenOff: (row) => amountOf(row, row.writtenOff, row.asset),
};
