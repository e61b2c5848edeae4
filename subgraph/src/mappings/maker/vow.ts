import { BigInt } from "@graphprotocol/graph-ts";
import { LogNote } from "../../../generated/MakerVow/Vow";
import { recordAnnouncement } from "../../actions/record-announcement";
import { recordBufferPayment } from "../../actions/record-buffer-payment";
import { recordBufferShutdown } from "../../actions/record-buffer-shutdown";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordQueuedDebt } from "../../actions/record-queued-debt";
import { DeficitAction, OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { wordAddress, wordText } from "../../math/number-bytes";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { BufferPaymentParams, QueuedDebtParams } from "../../params/buffer-payment-params";
import { BufferShutdownParams } from "../../params/buffer-shutdown-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { debtAuctions, internalDai, MAKER, surplusBuffer, systemMarket } from "./maker";
import { NotedCall } from "./note";

/** Records debt that a liquidation pushed into the queue `sin[now]`: recognised, and not yet payable. */
export function handleFess(event: LogNote): void {
  const vow = event.address;
  const dai = daiOf();
  const market = systemMarket(vow, dai.id);
  const amount = noted(event).first;
  const params = new QueuedDebtParams(
    MAKER,
    "Vow.fess",
    market,
    dai,
    surplusBuffer(vow),
    amount,
    event.block.timestamp,
  );
  recordQueuedDebt(event, params);
}

/** Records that the debt queued at the moment `era` became payable. */
export function handleFlog(event: LogNote): void {
  const released = new DeficitStep(DeficitAction.UNPENDING, BigInt.zero());
  released.queueKey = noted(event).first;
  recordDeficitChange(event, changeOf(event, "Vow.flog", [released]));
}

/** Records that surplus paid debt which is neither queued nor on auction. */
export function handleHeal(event: LogNote): void {
  recordBufferPayment(event, paymentOf(event, "Vow.heal", surplusBuffer(event.address)));
}

/** Records that dai raised by a debt auction paid debt that was on auction. */
export function handleKiss(event: LogNote): void {
  const params = paymentOf(event, "Vow.kiss", debtAuctions(event.address));
  params.isFromAuction = true;
  recordBufferPayment(event, params);
}

/** Checks that the debt auction that the Vow starts was recorded. */
export function handleFlop(event: LogNote): void {
  recordAnnouncement(event, MAKER, "Vow.flop", "the Kick of a Flopper");
}

/** Checks that the surplus auction that the Vow starts was recorded. */
export function handleFlap(event: LogNote): void {
  recordAnnouncement(event, MAKER, "Vow.flap", "the Kick of a Flapper or Splitter");
}

/** Records a parameter of the whole system, such as the buffer `hump` or the debt lot `sump` (rad). */
export function handleFile(event: LogNote): void {
  const params = new ParameterChangeParams(MAKER, "Vow.file", event.address, wordText(event.params.arg1));
  params.value = noted(event).second;
  recordParameterChange(event, params);
}

/** Records an address of the system, such as the contract of the surplus auctions. */
export function handleFileAddress(event: LogNote): void {
  const params = new ParameterChangeParams(MAKER, "Vow.file", event.address, wordText(event.params.arg1));
  params.raw = wordAddress(event.params.arg2);
  recordParameterChange(event, params);
}

/** Records that the system's shutdown ended the buffer, which pays what it can. */
export function handleCage(event: LogNote): void {
  const dai = daiOf();
  const backstop = surplusBuffer(event.address);
  const status = new StatusChangeParams(MAKER, "Vow.cage", backstop, OperatingStatus.SHUT_DOWN);
  const market = systemMarket(event.address, dai.id);
  recordBufferShutdown(event, new BufferShutdownParams(MAKER, "Vow.cage", market, dai, status));
}

function noted(event: LogNote): NotedCall {
  return new NotedCall(event.params.arg1, event.params.arg2, event.params.data);
}

function daiOf(): AssetParams {
  return internalDai(readContext().bytes("vat"));
}

function changeOf(event: LogNote, log: string, steps: Array<DeficitStep>): DeficitChangeParams {
  const dai = daiOf();
  const deficit = new DeficitParams(systemMarket(event.address, dai.id), dai, steps);
  return new DeficitChangeParams(MAKER, log, deficit);
}

function paymentOf(event: LogNote, log: string, payer: BackstopParams): BufferPaymentParams {
  const dai = daiOf();
  const buffer = surplusBuffer(event.address);
  const market = systemMarket(event.address, dai.id);
  return new BufferPaymentParams(MAKER, log, market, dai, buffer, payer, noted(event).first);
}
