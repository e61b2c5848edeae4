import type { IdleBalanceResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `IdleBalance` that are not plain properties of its parent. */
export const IdleBalance: IdleBalanceResolvers = {
  backstop: ({ holding, view }) => ({ ...holding.backstop, view }),
  asset: (idle, _, context) => lookUp(context, "asset", idle, idle.balance.asset),
  earned: (idle) => scopedAmount(idle, idle.earned),
};
