import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { applyPayment } from "../accounting/apply-withdrawal";
import { countApplied } from "../accounting/count-log";
import { FlowCause, FlowDirection, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { FlowParams } from "../params/flow-params";
import { WithdrawalParams } from "../params/withdrawal-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { loadWithdrawalRequest } from "../store/withdrawal-request";
import { withDisabledPart } from "./with-disabled-part";
import { writeFlows } from "./write-flows";
import { writeSkip } from "./write-skip";

/**
 * Records that a provider received what it had asked back. A payment without a request that was seen is recorded all
 * the same, because the capital left; the gap is reported.
 */
export function recordWithdrawal(event: ethereum.Event, params: WithdrawalParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const queued = takeFromQueue(event, protocol, params);
  const flow = new FlowParams(
    params.backstop,
    params.asset,
    FlowDirection.OUT,
    FlowCause.WITHDRAWAL,
    params.amount,
  );
  flow.shares = params.shares.neg();
  flow.pendingShares = queued.neg();
  flow.account = params.account;
  params.flows = withDisabledPart(params.flows.concat([flow]));
  writeFlows(event, protocol, params, null);
  const gap = params.gap;
  if (gap !== null) writeSkip(event, protocol, gap.log, gap.reason, gap.detail);
  countApplied(protocol);
  protocol.save();
}

/** Takes the payment from the provider's queue and returns the shares that leave it. */
function takeFromQueue(event: ethereum.Event, protocol: Protocol, params: WithdrawalParams): BigInt {
  const request = loadWithdrawalRequest(params.backstop.id, params.account, params.key);
  if (request == null) {
    if (params.isPartial) return BigInt.zero();
    const detail = `Expected a request of ${params.account.toHexString()}, none was ever seen`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    return BigInt.zero();
  }
  const queued = applyPayment(request, params.isPartial ? params.shares : null, ordinalOf(event));
  request.save();
  return queued;
}
