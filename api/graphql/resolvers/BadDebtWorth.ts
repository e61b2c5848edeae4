import type { BadDebtWorthResolvers } from "../../generated/resolvers.ts";
import { BAD_DEBT_WORTH } from "../../solvency/bad-debt-worth.ts";

/** Fields of `BadDebtWorth` that are not plain properties of its parent. */
export const BadDebtWorth: BadDebtWorthResolvers = {
  definition: () => BAD_DEBT_WORTH,
  total: ({ total, view }) => ({ ...total, view }),
  aboveDust: ({ aboveDust, view }) => ({ ...aboveDust, view }),
};
