import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Deficit, DeficitChange, Protocol } from "../../generated/schema";
import { applyDeficitStep } from "../accounting/apply-deficit-step";
import { DeficitAction, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { ActionParams } from "../params/action-params";
import { AllocationParams } from "../params/allocation-params";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { loadOrCreateDeficit } from "../store/deficit";
import { createDeficitChange } from "../store/deficit-change";
import { loadDeficitQueueItem, loadOrCreateDeficitQueueItem } from "../store/deficit-queue-item";
import { createLossAllocation } from "../store/loss-allocation";
import { writeSkip } from "./write-skip";

/**
 * Changes the deficits that an action names, in order, and allocates what layers pay of them.
 * The caller holds the protocol and saves it.
 *
 * @returns The last change made; null when none was.
 */
export function writeDeficits(
  event: ethereum.Event,
  protocol: Protocol,
  params: ActionParams,
): DeficitChange | null {
  let last: DeficitChange | null = null;
  let step = params.firstStep + params.allocations.length;
  for (let i = 0; i < params.deficits.length; i++) {
    const made = writeDeficit(event, protocol, params.log, params.deficits[i], step);
    if (made !== null) last = made;
    step += params.deficits[i].steps.length;
  }
  return last;
}

function writeDeficit(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  params: DeficitParams,
  firstStep: i32,
): DeficitChange | null {
  const deficit = loadOrCreateDeficit(params, event);
  let last: DeficitChange | null = null;
  for (let i = 0; i < params.steps.length; i++) {
    const made = writeStep(event, protocol, log, deficit, params, i, firstStep + i);
    if (made !== null) last = made;
  }
  deficit.save();
  return last;
}

function writeStep(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  deficit: Deficit,
  params: DeficitParams,
  index: i32,
  factStep: i32,
): DeficitChange | null {
  const step = params.steps[index];
  const amount = amountOf(event, protocol, log, deficit, step);
  if (amount === null) return null;
  const applied = applyDeficitStep(deficit, step, amount, event);
  const change = createDeficitChange(event, step, deficit, applied, amount.minus(applied), factStep);
  allocate(event, params, step, change, factStep);
  if (applied.lt(amount)) reportExcess(event, protocol, log, step, amount, applied);
  return change;
}

function amountOf(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  deficit: Deficit,
  step: DeficitStep,
): BigInt | null {
  const key = step.queueKey;
  if (key === null) return step.amount;
  if (step.action == DeficitAction.UNPENDING) return takeFromQueue(event, protocol, log, deficit, key);
  const item = loadOrCreateDeficitQueueItem(deficit.id, key, event);
  item.amount = item.amount.plus(step.amount);
  item.updatedOrdinal = ordinalOf(event);
  item.save();
  return step.amount;
}

function takeFromQueue(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  deficit: Deficit,
  key: BigInt,
): BigInt | null {
  const item = loadDeficitQueueItem(deficit.id, key);
  if (item === null) {
    writeSkip(
      event,
      protocol,
      log,
      SkipReason.UNKNOWN_PARENT,
      `Nothing was ever queued under ${key.toString()}`,
    );
    return null;
  }
  const amount = item.amount;
  item.amount = BigInt.zero();
  item.updatedOrdinal = ordinalOf(event);
  item.save();
  return amount;
}

function allocate(
  event: ethereum.Event,
  params: DeficitParams,
  step: DeficitStep,
  change: DeficitChange,
  factStep: i32,
): void {
  const payer = step.payer;
  const layer = payer === null ? step.layer : payer.layer;
  if (layer === null || change.amount.isZero() || !step.isAllocated) return;
  const rank = payer === null ? step.rank : payer.rank;
  const allocation = new AllocationParams(layer, rank, payer, params.asset, change.amount);
  const loss = params.loss;
  const lossId = loss === null ? change.id : loss;
  createLossAllocation(event, change.protocol, allocation, change.market, lossId, factStep);
}

function reportExcess(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  step: DeficitStep,
  amount: BigInt,
  applied: BigInt,
): void {
  const detail = `Expected ${step.action} of at most ${applied.toString()}, got ${amount.toString()}`;
  writeSkip(event, protocol, log, SkipReason.EXCEEDS_BALANCE, detail);
}
