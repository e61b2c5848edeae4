import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { LendingChangeParams } from "../params/lending-change-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeLendingChange } from "./write-lending-change";

/** Records a change of a lending market's totals and of the position that it names. */
export function recordLendingChange(event: ethereum.Event, params: LendingChangeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  if (writeLendingChange(event, protocol, params, null)) countApplied(protocol);
  protocol.save();
}
