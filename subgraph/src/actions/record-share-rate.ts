import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { inferSeizure, Seizure } from "../accounting/infer-seizure";
import { DeficitAction } from "../constants";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { ShareRateParams } from "../params/share-rate-params";
import { loadBackstopBalance } from "../store/backstop-balance";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreateProtocol } from "../store/protocol";
import { slashedRightBefore } from "../store/sibling-fact";
import { seizedQueue, seizedStake } from "./seized-flows";
import { writeDeficits } from "./write-deficits";
import { writeFlows } from "./write-flows";

/**
 * Records the worth of a share. A fall is a seizure: what it took is inferred, and with what resets took right before it
 * is a loss that the stake pays at once. Nothing is written while the rate stays the same.
 */
export function recordShareRate(event: ethereum.Event, params: ShareRateParams): void {
  const reset = slashedRightBefore(event, params.backstop.id);
  if (params.rate.equals(params.previous) && reset.isZero()) return;
  const protocol = loadOrCreateProtocol(params.protocol, event);
  createParameterChange(event, protocol.id, rateChange(params));
  const seizure = params.rate.lt(params.previous) ? inferred(params) : noSeizure();
  const stake = seizedStake(params.backstop, params.asset, seizure.fromStake, BigInt.zero());
  params.flows = stake.concat(seizedQueue(params.backstop, params.asset, seizure.fromQueue));
  addDeficit(params, reset.plus(seizure.fromStake).plus(seizure.fromQueue));
  const change = writeDeficits(event, protocol, params);
  writeFlows(event, protocol, params, change === null ? null : change.id);
  countApplied(protocol);
  protocol.save();
}

function rateChange(params: ShareRateParams): ParameterChangeParams {
  const change = new ParameterChangeParams(
    params.protocol,
    params.log,
    params.backstop.contract,
    params.name,
  );
  change.previous = params.previous;
  change.value = params.rate;
  return change;
}

function noSeizure(): Seizure {
  return new Seizure(BigInt.zero(), BigInt.zero());
}

function inferred(params: ShareRateParams): Seizure {
  const balance = loadBackstopBalance(params.backstop.id, params.asset.id);
  if (balance === null) return noSeizure();
  const shares = balance.shares;
  if (shares === null) return noSeizure();
  const staked = balance.balance.minus(balance.pendingOutflow);
  return inferSeizure(staked, balance.pendingOutflow, shares, params.rate);
}

function addDeficit(params: ShareRateParams, amount: BigInt): void {
  if (amount.isZero()) return;
  const created = new DeficitStep(DeficitAction.CREATED, amount);
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  covered.account = params.backstop.contract;
  covered.payer = params.backstop;
  params.deficits = [new DeficitParams(params.market, params.asset, [created, covered])];
}
