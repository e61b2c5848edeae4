import { BigInt } from "@graphprotocol/graph-ts";
import { DeficitAction } from "../constants";
import { ActionParams } from "../params/action-params";
import { DeficitParams } from "../params/deficit-params";

/**
 * Sums what layers take of a loss with the log that states it: its allocations, and what known payers cover of the
 * deficits that the log opens or what is spread over claimants. What pays losses of earlier logs does not count. All of it
 * is in units of the loss.
 */
export function totalAbsorbed(params: ActionParams): BigInt {
  let total = BigInt.zero();
  for (let i = 0; i < params.allocations.length; i++) total = total.plus(params.allocations[i].amount);
  for (let i = 0; i < params.deficits.length; i++) total = total.plus(coveredBy(params.deficits[i]));
  return total;
}

function coveredBy(deficit: DeficitParams): BigInt {
  let total = BigInt.zero();
  if (deficit.isEarlier) return total;
  for (let i = 0; i < deficit.steps.length; i++) {
    const step = deficit.steps[i];
    const isCovered = step.action == DeficitAction.COVERED && step.payer != null;
    const isSocialised = step.action == DeficitAction.SOCIALISED && step.layer != null;
    if (isCovered || isSocialised) total = total.plus(step.amount);
  }
  return total;
}
