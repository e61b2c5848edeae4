import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { ActionParams } from "../params/action-params";
import { FlowParams } from "../params/flow-params";
import { OverdraftParams } from "../params/overdraft-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { settleOverdraft } from "./settle-overdraft";
import { writeDeficits } from "./write-deficits";
import { writeFlows } from "./write-flows";

/** Records what comes into an account that may be below zero: it pays the open deficit first. */
export function recordOverdraftCredit(
  event: ethereum.Event,
  params: ActionParams,
  account: OverdraftParams,
  credit: FlowParams,
): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  settleOverdraft(params, account, credit, null);
  writeDeficits(event, protocol, params);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}
