import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { FlowDirection } from "../constants";
import { BalanceSnapshotParams } from "../params/balance-snapshot-params";
import { FlowParams } from "../params/flow-params";
import { balanceOf } from "../store/backstop-balance";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeFlows } from "./write-flows";

/** Records the flow that brought a balance to what the contract states; none when it is the same. */
export function recordBalanceSnapshot(event: ethereum.Event, params: BalanceSnapshotParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const rise = params.balance.minus(balanceOf(params.backstop.id, params.asset.id));
  if (!rise.isZero()) {
    params.flows.push(flowOf(params, rise));
    writeFlows(event, protocol, params, null);
    countApplied(protocol);
  }
  protocol.save();
}

function flowOf(params: BalanceSnapshotParams, rise: BigInt): FlowParams {
  const isRise = rise.gt(BigInt.zero());
  const direction = isRise ? FlowDirection.IN : FlowDirection.OUT;
  const cause = isRise ? params.riseCause : params.fallCause;
  const flow = new FlowParams(params.backstop, params.asset, direction, cause, rise.abs());
  flow.account = params.account;
  return flow;
}
