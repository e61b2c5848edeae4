import { BigInt } from "@graphprotocol/graph-ts";
import { DeficitAction, FlowCause, FlowDirection } from "../constants";
import { lesser } from "../math/lesser";
import { ActionParams } from "../params/action-params";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { FlowParams } from "../params/flow-params";
import { OverdraftParams } from "../params/overdraft-params";
import { balanceOf } from "../store/backstop-balance";
import { loadDeficit } from "../store/deficit";

/**
 * Adds to an action what a credit and a loss do to an account that may fall below zero. The loss takes what the account
 * holds with the credit; the rest of the credit pays what was open before; the rest of the loss stays open.
 *
 * @param credit - IN flow to the account; null for none.
 * @param loss - CREATED step with the defaulter; null for none.
 */
export function settleOverdraft(
  params: ActionParams,
  account: OverdraftParams,
  credit: FlowParams | null,
  loss: DeficitStep | null,
): void {
  let usable = balanceOf(account.backstop.id, account.asset.id);
  if (credit !== null) {
    params.flows.push(credit);
    usable = usable.plus(credit.amount);
  }
  const open = openOf(account);
  if (loss !== null) usable = usable.minus(payLoss(params, account, loss, usable));
  const repaid = lesser(usable, open);
  if (repaid.isZero()) return;
  const earlier = new DeficitParams(account.market, account.asset, [pay(params, account, repaid)]);
  earlier.isEarlier = true;
  params.deficits.push(earlier);
}

function openOf(account: OverdraftParams): BigInt {
  const deficit = loadDeficit(account.market.id, account.asset.id);
  return deficit === null ? BigInt.zero() : deficit.open;
}

function payLoss(params: ActionParams, account: OverdraftParams, loss: DeficitStep, usable: BigInt): BigInt {
  const paid = lesser(loss.amount, usable);
  const steps = [loss];
  if (!paid.isZero()) steps.push(pay(params, account, paid));
  params.deficits.push(new DeficitParams(account.market, account.asset, steps));
  return paid;
}

function pay(params: ActionParams, account: OverdraftParams, amount: BigInt): DeficitStep {
  const cause = FlowCause.COVERAGE;
  params.flows.push(new FlowParams(account.backstop, account.asset, FlowDirection.OUT, cause, amount));
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  covered.account = account.backstop.contract;
  covered.payer = account.backstop;
  return covered;
}
