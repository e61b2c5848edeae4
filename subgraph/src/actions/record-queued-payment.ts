import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { FlowDirection, HoldKind } from "../constants";
import { lesser } from "../math/lesser";
import { FlowParams } from "../params/flow-params";
import { QueuedPaymentParams } from "../params/queued-payment-params";
import { loadBackstopBalance } from "../store/backstop-balance";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeFlows } from "./write-flows";

/**
 * Records that capital which waited leaves the queue and the balance. Where seizures are inferred, what waits is known to
 * within their rounding: the queue gives what it is known to hold.
 */
export function recordQueuedPayment(event: ethereum.Event, params: QueuedPaymentParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const balance = loadBackstopBalance(params.backstop.id, params.asset.id);
  const waiting = balance === null ? BigInt.zero() : balance.pendingOutflow;
  const held = lesser(waiting, params.amount);
  if (!held.isZero()) {
    const release = flowOf(params, FlowDirection.RELEASE, held);
    release.hold = HoldKind.PENDING_OUTFLOW;
    params.flows.push(release);
  }
  params.flows.push(flowOf(params, FlowDirection.OUT, params.amount));
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}

function flowOf(params: QueuedPaymentParams, direction: string, amount: BigInt): FlowParams {
  const flow = new FlowParams(params.backstop, params.asset, direction, params.cause, amount);
  flow.account = params.account;
  return flow;
}
