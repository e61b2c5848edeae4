import type { BackstopBalanceResolvers } from "../../generated/resolvers.ts";
import { backstopCapital } from "../../solvency/backstop-capital.ts";
import { amountOf, scopedAmount } from "../amounts.ts";
import type { GraphqlContext } from "../context.ts";
import { lookUp } from "../look-up.ts";
import type { BackstopBalanceParent } from "../parents/ledger.ts";

/** Fields of `BackstopBalance` that are not plain properties of its parent. */
export const BackstopBalance: BackstopBalanceResolvers = {
  backstop: (balance, _, context) => lookUp(context, "backstop", balance, balance.backstop),
  asset: (balance, _, context) => lookUp(context, "asset", balance, balance.asset),
  balance: (row) => amountOf(row, row.balance, row.asset),
  pendingOutflow: (row) => amountOf(row, row.pendingOutflow, row.asset),
  encumbered: (row) => amountOf(row, row.encumbered, row.asset),
  disabled: (row) => amountOf(row, row.disabled, row.asset),
  cumulativeIn: (row) => amountOf(row, row.cumulativeIn, row.asset),
  cumulativeOut: (row) => amountOf(row, row.cumulativeOut, row.asset),
  queued: async (row, _, context) => amountOf(row, (await capitalOf(row, context)).queued, row.asset),
  usable: async (row, _, context) => scopedAmount(row, (await capitalOf(row, context)).usable),
  sumOfFlows: async (row, _, context) => amountOf(row, (await capitalOf(row, context)).sumOfFlows, row.asset),
  residual: async (row, _, context) => amountOf(row, (await capitalOf(row, context)).residual, row.asset),
};

async function capitalOf(balance: BackstopBalanceParent, context: GraphqlContext) {
  const { balanceSource } = await lookUp(context, "backstop", balance, balance.backstop);
  return backstopCapital(balance, balanceSource);
}
