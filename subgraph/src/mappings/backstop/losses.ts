import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  LossAllocated,
  LossCovered,
  LossPromised,
  LossRecognised,
  LossSocialised,
  LossWrittenOff,
} from "../../../generated/Backstop/Backstop";
import { findNamedFact, takeRecognisedLoss } from "../../actions/named-facts";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordNamedAllocation } from "../../actions/record-named-allocation";
import { recordNamedLoss } from "../../actions/record-named-loss";
import { DeficitAction, LossLayerKind, SkipReason } from "../../constants";
import { AllocationParams } from "../../params/allocation-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { NamedAllocationParams } from "../../params/named-allocation-params";
import { lossLayerKind } from "./enums";
import { isNone, somebody } from "./standard-id";
import { StandardLog } from "./standard-log";

/** Records the part of a loss that a layer takes at once. */
export function handleLossAllocated(event: LossAllocated): void {
  const log = new StandardLog(event, "LossAllocated");
  const params = event.params;
  const backstop = log.optionalBackstop(params.backstop);
  const asset = log.asset(params.asset);
  const layer = log.member(lossLayerKind(params.layer), "LossLayerKind", params.layer);
  const rank = log.small(params.rank, "a rank");
  if (backstop !== null) {
    log.expect(backstop.layer == layer, `Expected the layer ${backstop.layer}, got ${layer}`);
    log.expect(
      backstop.rank == rank,
      `Expected the rank ${backstop.rank.toString()}, got ${rank.toString()}`,
    );
  }
  if (log.isRefused()) return;
  const allocation = new AllocationParams(layer, rank, backstop, asset, params.amount);
  recordNamedAllocation(event, new NamedAllocationParams(log.slug, log.log, params.loss, allocation));
}

/** Records bad debt. */
export function handleLossRecognised(event: LossRecognised): void {
  const log = new StandardLog(event, "LossRecognised");
  const params = event.params;
  const step = new DeficitStep(DeficitAction.CREATED, params.amount);
  step.account = somebody(params.account);
  const change = changeOf(log, params.market, params.asset, step);
  if (log.isRefused()) return;
  if (isNone(params.loss)) recordDeficitChange(event, change);
  else recordNamedLoss(event, change, params.loss);
}

/** Records that a part of the open debt was promised, or a promise ended. */
export function handleLossPromised(event: LossPromised): void {
  const log = new StandardLog(event, "LossPromised");
  const params = event.params;
  const isRelease = params.change.lt(BigInt.zero());
  const action = isRelease ? DeficitAction.UNPENDING : DeficitAction.PENDING;
  const step = new DeficitStep(action, params.change.abs());
  step.payer = log.optionalBackstop(params.backstop);
  step.isAllocated = false;
  const change = changeOf(log, params.market, params.asset, step);
  if (log.isRefused()) return;
  checkLoss(change, log, params.loss);
  recordDeficitChange(event, change);
}

/** Records that a backstop paid a part of the open debt. */
export function handleLossCovered(event: LossCovered): void {
  const log = new StandardLog(event, "LossCovered");
  const params = event.params;
  const step = new DeficitStep(DeficitAction.COVERED, params.amount);
  const payer = log.optionalBackstop(params.backstop);
  step.payer = payer;
  if (payer !== null) step.account = payer.contract;
  const change = changeOf(log, params.market, params.asset, step);
  if (log.isRefused()) return;
  nameLoss(change, event, log, params.loss);
  checkLoss(change, log, params.loss);
  recordDeficitChange(event, change);
}

/** Records that a part of the open debt was spread over claimants. */
export function handleLossSocialised(event: LossSocialised): void {
  const log = new StandardLog(event, "LossSocialised");
  const params = event.params;
  const step = new DeficitStep(DeficitAction.SOCIALISED, params.amount);
  step.layer = LossLayerKind.SOCIALISED;
  step.rank = log.small(params.rank, "a rank");
  step.claimsBefore = params.claimsBefore;
  const change = changeOf(log, params.market, params.asset, step);
  if (log.isRefused()) return;
  nameLoss(change, event, log, params.loss);
  checkLoss(change, log, params.loss);
  recordDeficitChange(event, change);
}

/** Records that a part of the open debt was given up. */
export function handleLossWrittenOff(event: LossWrittenOff): void {
  const log = new StandardLog(event, "LossWrittenOff");
  const params = event.params;
  const step = new DeficitStep(DeficitAction.WRITTEN_OFF, params.amount);
  const change = changeOf(log, params.market, params.asset, step);
  if (log.isRefused()) return;
  checkLoss(change, log, params.loss);
  recordDeficitChange(event, change);
}

function changeOf(log: StandardLog, market: Bytes, asset: Address, step: DeficitStep): DeficitChangeParams {
  const deficit = new DeficitParams(log.market(market), log.asset(asset), [step]);
  return new DeficitChangeParams(log.slug, log.log, deficit);
}

/** Says whose loss the payer takes. */
function nameLoss(change: DeficitChangeParams, event: ethereum.Event, log: StandardLog, loss: Bytes): void {
  if (isNone(loss)) return;
  const deficit = change.deficits[0];
  deficit.loss = takeRecognisedLoss(event, log.slug, loss, deficit.steps[0].amount);
}

/** A loss that was never stated is reported; the change is applied all the same. */
function checkLoss(change: DeficitChangeParams, log: StandardLog, loss: Bytes): void {
  if (isNone(loss) || findNamedFact(log.slug, loss) !== null) return;
  change.gap = log.gap(SkipReason.UNKNOWN_PARENT, `Loss ${loss.toHexString()} was never stated`);
}
