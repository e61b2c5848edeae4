import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { FlowCause, FlowDirection } from "../constants";
import { ActionParams } from "../params/action-params";
import { FlowParams } from "../params/flow-params";
import { FundFlowParams } from "../params/fund-flow-params";
import { OverdraftParams } from "../params/overdraft-params";
import { balanceOf } from "../store/backstop-balance";
import { recordFundFlow } from "./record-fund-flow";

/**
 * Records what is taken out of an account that is settled in a coarser unit: what the account holds below that unit is
 * lost to it.
 *
 * @param amount - In units of the account's asset.
 * @param grain - The coarser unit, in units of the account's asset.
 */
export function recordOverdraftWithdrawal(
  event: ethereum.Event,
  params: ActionParams,
  account: OverdraftParams,
  amount: BigInt,
  grain: BigInt,
): void {
  const dust = balanceOf(account.backstop.id, account.asset.id).mod(grain);
  const flows = [outflow(account, amount)];
  if (!dust.isZero()) flows.push(outflow(account, dust));
  recordFundFlow(event, new FundFlowParams(params.protocol, params.log, flows));
}

function outflow(account: OverdraftParams, amount: BigInt): FlowParams {
  const cause = FlowCause.REBALANCE;
  return new FlowParams(account.backstop, account.asset, FlowDirection.OUT, cause, amount);
}
