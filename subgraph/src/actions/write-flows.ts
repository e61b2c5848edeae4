import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { BackstopBalance, Protocol } from "../../generated/schema";
import { applyFlow } from "../accounting/apply-flow";
import { FlowDirection, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { ActionParams } from "../params/action-params";
import { FlowParams } from "../params/flow-params";
import { loadOrCreateBackstopBalance } from "../store/backstop-balance";
import { createFlowPoint } from "../store/flow-point";
import { createFundFlow } from "../store/fund-flow";
import { isKeptElsewhere } from "../store/kept-balance";
import { writeSkip } from "./write-skip";

/**
 * Moves the capital that an action names, in order. The caller holds the protocol and saves it.
 *
 * @param causedBy - Id of the fact that caused the flows; null when they stand alone.
 */
export function writeFlows(
  event: ethereum.Event,
  protocol: Protocol,
  params: ActionParams,
  causedBy: Bytes | null,
): void {
  for (let i = 0; i < params.flows.length; i++) {
    writeFlow(event, protocol, params, i, causedBy);
  }
}

function writeFlow(
  event: ethereum.Event,
  protocol: Protocol,
  params: ActionParams,
  index: i32,
  causedBy: Bytes | null,
): void {
  const flow = params.flows[index];
  if (isKeptElsewhere(flow.backstop, flow.isImplied, flow.isOfKeeper)) return;
  const balance = loadOrCreateBackstopBalance(flow, event);
  const applied = applyFlow(balance, flow, ordinalOf(event));
  balance.save();
  createFundFlow(event, protocol.id, flow, balance, applied, params.firstStep + index, causedBy);
  writePoint(flow, balance, applied);
  if (applied.lt(flow.amount)) reportExcess(event, protocol, params.log, flow, applied);
}

function writePoint(flow: FlowParams, balance: BackstopBalance, amount: BigInt): void {
  if (flow.direction == FlowDirection.IN) createFlowPoint(balance, amount, BigInt.zero());
  else if (flow.direction == FlowDirection.OUT) createFlowPoint(balance, BigInt.zero(), amount);
}

function reportExcess(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  flow: FlowParams,
  applied: BigInt,
): void {
  const detail =
    "Expected a flow " +
    flow.direction +
    " of at most " +
    applied.toString() +
    ", got " +
    flow.amount.toString();
  writeSkip(event, protocol, log, SkipReason.EXCEEDS_BALANCE, detail);
}
