import { BigInt } from "@graphprotocol/graph-ts";
import { FlowCause, FlowDirection, HoldKind, OperatingStatus } from "../constants";
import { lesser } from "../math/lesser";
import { FlowParams } from "../params/flow-params";
import { loadBackstop } from "../store/backstop";
import { disabledOf } from "../store/backstop-balance";

/**
 * Adds what keeps the disabled part of a backstop whole while governance has switched it off: what comes in is held,
 * and what goes out is released first. Flows of backstops that work stay as they are.
 */
export function withDisabledPart(flows: Array<FlowParams>): Array<FlowParams> {
  const all: Array<FlowParams> = [];
  for (let i = 0; i < flows.length; i++) {
    const flow = flows[i];
    const follower = followerOf(flow);
    const isAhead = flow.direction == FlowDirection.OUT;
    if (follower !== null && isAhead) all.push(follower);
    all.push(flow);
    if (follower !== null && !isAhead) all.push(follower);
  }
  return all;
}

function followerOf(flow: FlowParams): FlowParams | null {
  const isInflow = flow.direction == FlowDirection.IN;
  if (!isInflow && flow.direction != FlowDirection.OUT) return null;
  const backstop = loadBackstop(flow.backstop.id);
  if (backstop === null || backstop.status != OperatingStatus.DISABLED) return null;
  const held = disabledOf(flow.backstop.id, flow.asset.id);
  const amount = isInflow ? flow.amount : lesser(flow.amount, held);
  return amount.isZero() ? null : disabledFlow(flow, amount, isInflow);
}

function disabledFlow(flow: FlowParams, amount: BigInt, isHold: bool): FlowParams {
  const direction = isHold ? FlowDirection.HOLD : FlowDirection.RELEASE;
  const follower = new FlowParams(flow.backstop, flow.asset, direction, FlowCause.REBALANCE, amount);
  follower.hold = HoldKind.DISABLED;
  follower.account = flow.account;
  return follower;
}
