import { ethereum } from "@graphprotocol/graph-ts";
import { DeficitAction, FlowCause, FlowDirection, HoldKind } from "../constants";
import { lesser } from "../math/lesser";
import { BufferShutdownParams } from "../params/buffer-shutdown-params";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { FlowParams } from "../params/flow-params";
import { loadOrCreateBackstopBalance } from "../store/backstop-balance";
import { loadOrCreateDeficit } from "../store/deficit";
import { isKeptExactly } from "../store/kept-balance";
import { loadOrCreateProtocol } from "../store/protocol";
import { recordStatusChange } from "./record-status-change";
import { writeDeficits } from "./write-deficits";
import { writeFlows } from "./write-flows";

/**
 * Records that a shutdown ended a buffer. Where the buffer is kept exactly, its queue and promises end and it pays what
 * it can: losses first, then expenses.
 */
export function recordBufferShutdown(event: ethereum.Event, params: BufferShutdownParams): void {
  if (isKeptExactly(params.status.backstop)) payAll(event, params);
  recordStatusChange(event, params.status);
}

function payAll(event: ethereum.Event, params: BufferShutdownParams): void {
  const buffer = params.status.backstop;
  const deficit = loadOrCreateDeficit(new DeficitParams(params.market, params.asset, []), event);
  const spent = new FlowParams(buffer, params.asset, FlowDirection.OUT, FlowCause.COVERAGE, deficit.open);
  const balance = loadOrCreateBackstopBalance(spent, event);
  spent.amount = lesser(deficit.open, balance.balance);
  const expenses = lesser(balance.balance.minus(spent.amount), balance.encumbered);
  const paid = new DeficitStep(DeficitAction.COVERED, spent.amount);
  paid.payer = buffer;
  const steps = [new DeficitStep(DeficitAction.UNPENDING, deficit.pending), paid];
  params.deficits = [new DeficitParams(params.market, params.asset, steps)];
  const release = new FlowParams(buffer, params.asset, FlowDirection.RELEASE, FlowCause.TRANSFER, expenses);
  release.hold = HoldKind.ENCUMBERED;
  const expense = new FlowParams(buffer, params.asset, FlowDirection.OUT, FlowCause.TRANSFER, expenses);
  params.flows = [spent, release, expense];
  const protocol = loadOrCreateProtocol(params.protocol, event);
  writeDeficits(event, protocol, params);
  writeFlows(event, protocol, params, null);
  protocol.save();
}
