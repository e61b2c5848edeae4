import { BigInt } from "@graphprotocol/graph-ts";
import { LogNote } from "../../../generated/MakerVow/Vow";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordStatusChange } from "../../actions/record-status-change";
import { DeficitAction, FlowCause, FlowDirection, OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { wordText } from "../../math/number-bytes";
import { BackstopParams } from "../../params/backstop-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { debtAuctions, internalDai, MAKER, surplusBuffer, systemMarket } from "./maker";
import { NotedCall } from "./note";

/** Records debt that a liquidation pushed into the queue `sin[now]`: recognised, and not yet payable. */
export function handleFess(event: LogNote): void {
  const amount = noted(event).first;
  const created = new DeficitStep(DeficitAction.CREATED, amount);
  const queued = new DeficitStep(DeficitAction.PENDING, amount);
  queued.queueKey = event.block.timestamp;
  recordDeficitChange(event, changeOf(event, "Vow.fess", [created, queued]));
}

/** Records that the debt queued at the moment `era` became payable. */
export function handleFlog(event: LogNote): void {
  const released = new DeficitStep(DeficitAction.UNPENDING, BigInt.zero());
  released.queueKey = noted(event).first;
  recordDeficitChange(event, changeOf(event, "Vow.flog", [released]));
}

/** Records that surplus paid debt which is neither queued nor on auction. */
export function handleHeal(event: LogNote): void {
  const amount = noted(event).first;
  const params = changeOf(event, "Vow.heal", [covered(amount, surplusBuffer(event.address))]);
  params.flows = [paid(event, amount)];
  recordDeficitChange(event, params);
}

/** Records that dai raised by a debt auction paid debt that was on auction. */
export function handleKiss(event: LogNote): void {
  const amount = noted(event).first;
  const released = new DeficitStep(DeficitAction.UNPENDING, amount);
  const params = changeOf(event, "Vow.kiss", [released, covered(amount, debtAuctions(event.address))]);
  params.flows = [paid(event, amount)];
  recordDeficitChange(event, params);
}

/** Records a parameter of the whole system, such as the buffer `hump` or the debt lot `sump` (rad). */
export function handleFile(event: LogNote): void {
  const params = new ParameterChangeParams(MAKER, "Vow.file", event.address, wordText(event.params.arg1));
  params.value = noted(event).second;
  recordParameterChange(event, params);
}

/** Records that the system's shutdown ended the buffer. */
export function handleCage(event: LogNote): void {
  const backstop = surplusBuffer(event.address);
  recordStatusChange(event, new StatusChangeParams(MAKER, "Vow.cage", backstop, OperatingStatus.SHUT_DOWN));
}

function noted(event: LogNote): NotedCall {
  return new NotedCall(event.params.arg1, event.params.arg2, event.params.data);
}

function changeOf(event: LogNote, log: string, steps: Array<DeficitStep>): DeficitChangeParams {
  const vat = readContext().bytes("vat");
  const deficit = new DeficitParams(systemMarket(event.address, vat), internalDai(vat), steps);
  return new DeficitChangeParams(MAKER, log, deficit);
}

function covered(amount: BigInt, payer: BackstopParams): DeficitStep {
  const step = new DeficitStep(DeficitAction.COVERED, amount);
  step.payer = payer;
  step.sparesPending = true;
  return step;
}

function paid(event: LogNote, amount: BigInt): FlowParams {
  const dai = internalDai(readContext().bytes("vat"));
  return new FlowParams(surplusBuffer(event.address), dai, FlowDirection.OUT, FlowCause.COVERAGE, amount);
}
