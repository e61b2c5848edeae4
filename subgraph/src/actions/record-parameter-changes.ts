import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeParameters } from "./write-parameters";

/**
 * Records that one log set several parameters.
 *
 * @param changes - In the log's order, of one protocol; not empty.
 */
export function recordParameterChanges(event: ethereum.Event, changes: ParameterChangeParams[]): void {
  const protocol = loadOrCreateProtocol(changes[0].protocol, event);
  writeParameters(event, protocol.id, changes);
  countApplied(protocol);
  protocol.save();
}
