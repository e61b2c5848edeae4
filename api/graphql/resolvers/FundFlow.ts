import type { FundFlowResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { factFields } from "../fact-fields.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `FundFlow` that are not plain properties of its parent. */
export const FundFlow: FundFlowResolvers = {
  ...factFields,
  backstop: (flow, _, context) => lookUp(context, "backstop", flow, flow.backstop),
  asset: (flow, _, context) => lookUp(context, "asset", flow, flow.asset),
  amount: (flow) => amountOf(flow, flow.amount, flow.asset),
  balanceAfter: (flow) => amountOf(flow, flow.balanceAfter, flow.asset),
  pendingOutflowAfter: (flow) => amountOf(flow, flow.pendingOutflowAfter, flow.asset),
  encumberedAfter: (flow) => amountOf(flow, flow.encumberedAfter, flow.asset),
  disabledAfter: (flow) => amountOf(flow, flow.disabledAfter, flow.asset),
};
