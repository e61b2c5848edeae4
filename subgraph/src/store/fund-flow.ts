import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { BackstopBalance, FundFlow } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { FlowParams } from "../params/flow-params";
import { stampFact } from "./stamp";

/**
 * Writes a flow with the state that it left behind.
 *
 * @param balance - The balance after the flow.
 * @param amount - Part of the flow that was applied.
 * @param step - Place among the flows made from the same log, from 0.
 * @param causedBy - Id of the fact that caused it; null when it stands alone.
 */
export function createFundFlow(
  event: ethereum.Event,
  protocol: Bytes,
  params: FlowParams,
  balance: BackstopBalance,
  amount: BigInt,
  step: i32,
  causedBy: Bytes | null,
): FundFlow {
  const flow = new FundFlow(factId(event, FactKind.FUND_FLOW, step));
  stampFact(flow, event, protocol);
  flow.step = step;
  flow.backstop = balance.backstop;
  flow.asset = balance.asset;
  flow.direction = params.direction;
  flow.hold = params.hold;
  flow.cause = params.cause;
  flow.amount = amount;
  flow.shares = params.shares;
  flow.pendingShares = params.pendingShares;
  flow.balanceAfter = balance.balance;
  flow.pendingOutflowAfter = balance.pendingOutflow;
  flow.encumberedAfter = balance.encumbered;
  flow.disabledAfter = balance.disabled;
  flow.sharesAfter = balance.shares;
  flow.pendingSharesAfter = balance.pendingShares;
  flow.account = params.account;
  flow.causedBy = causedBy;
  flow.save();
  return flow;
}
