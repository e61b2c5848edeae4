import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { FlowCause, FlowDirection, HoldKind } from "../constants";
import { ActivePartParams } from "../params/active-part-params";
import { FlowParams } from "../params/flow-params";
import { loadBackstopBalance } from "../store/backstop-balance";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeFlows } from "./write-flows";

/**
 * Records which part of a balance can absorb losses, as its contract states it: the rest may be withdrawn at any time and
 * is held as PENDING_OUTFLOW. Nothing is written while it stays the same, or before the balance is known.
 */
export function recordActivePart(event: ethereum.Event, params: ActivePartParams): void {
  const balance = loadBackstopBalance(params.backstop.id, params.asset.id);
  if (balance === null || balance.balance.lt(params.active)) return;
  const added = balance.balance.minus(params.active).minus(balance.pendingOutflow);
  if (added.isZero()) return;
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const direction = added.gt(BigInt.zero()) ? FlowDirection.HOLD : FlowDirection.RELEASE;
  const cause = FlowCause.WITHDRAWAL_REQUEST;
  const flow = new FlowParams(params.backstop, params.asset, direction, cause, added.abs());
  flow.hold = HoldKind.PENDING_OUTFLOW;
  params.flows.push(flow);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}
