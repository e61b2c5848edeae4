import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { applyRequest } from "../accounting/apply-withdrawal";
import { countApplied } from "../accounting/count-log";
import { FlowCause, FlowDirection, HoldKind } from "../constants";
import { FlowParams } from "../params/flow-params";
import { WithdrawalRequestParams } from "../params/withdrawal-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { loadOrCreateWithdrawalRequest } from "../store/withdrawal-request";
import { writeFlows } from "./write-flows";

/**
 * Records that a provider asks capital back. What it is worth shows only when it is paid: the flow moves shares into
 * the queue, or out of it where the request shrank, and holds no amount.
 */
export function recordWithdrawalRequest(event: ethereum.Event, params: WithdrawalRequestParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const request = loadOrCreateWithdrawalRequest(params.backstop, params.account, params.key, event);
  const added = applyRequest(request, params.queuedShares, event);
  request.save();
  const zero = BigInt.zero();
  const cause = FlowCause.WITHDRAWAL_REQUEST;
  const direction = added.lt(zero) ? FlowDirection.RELEASE : FlowDirection.HOLD;
  const flow = new FlowParams(params.backstop, params.asset, direction, cause, zero);
  flow.hold = HoldKind.PENDING_OUTFLOW;
  flow.shares = zero;
  flow.pendingShares = added;
  flow.account = params.account;
  params.flows.push(flow);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}
