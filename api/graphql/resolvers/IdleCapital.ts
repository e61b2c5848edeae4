import { toValuation } from "../../domain/worth.ts";
import type { IdleCapitalResolvers } from "../../generated/resolvers.ts";
import { IDLE_CAPITAL } from "../../solvency/idle-capital.ts";

/** Fields of `IdleCapital` that are not plain properties of its parent. */
export const IdleCapital: IdleCapitalResolvers = {
  definition: () => IDLE_CAPITAL,
  earned: ({ earned }) => toValuation(earned),
  balances: ({ balances, view }) => balances.map((balance) => ({ ...balance, view })),
};
