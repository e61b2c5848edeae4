import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { ActionParams } from "../params/action-params";
import { DeficitStep } from "../params/deficit-params";
import { OverdraftParams } from "../params/overdraft-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { settleOverdraft } from "./settle-overdraft";
import { writeDeficits } from "./write-deficits";
import { writeFlows } from "./write-flows";

/** Records a loss that is charged to an account; what the account does not hold stays open. */
export function recordOverdraftLoss(
  event: ethereum.Event,
  params: ActionParams,
  account: OverdraftParams,
  loss: DeficitStep,
): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  settleOverdraft(params, account, null, loss);
  const change = writeDeficits(event, protocol, params);
  writeFlows(event, protocol, params, change === null ? null : change.id);
  countApplied(protocol);
  protocol.save();
}
