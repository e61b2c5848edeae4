import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreateProtocol } from "../store/protocol";

/**
 * Records that one log set several parameters.
 *
 * @param changes - In the log's order, of one protocol; not empty.
 */
export function recordParameterChanges(event: ethereum.Event, changes: ParameterChangeParams[]): void {
  const protocol = loadOrCreateProtocol(changes[0].protocol, event);
  for (let i = 0; i < changes.length; i++) {
    changes[i].firstStep = i;
    createParameterChange(event, protocol.id, changes[i]);
  }
  countApplied(protocol);
  protocol.save();
}
