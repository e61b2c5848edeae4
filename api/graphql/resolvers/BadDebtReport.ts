import type { BadDebtReportResolvers } from "../../generated/resolvers.ts";
import { BAD_DEBT } from "../../solvency/bad-debt.ts";

/** Fields of `BadDebtReport` that are not plain properties of its parent. */
export const BadDebtReport: BadDebtReportResolvers = { definition: () => BAD_DEBT };
