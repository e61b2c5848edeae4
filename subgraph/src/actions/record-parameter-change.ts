import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreateProtocol } from "../store/protocol";

/** Records that a parameter was set. */
export function recordParameterChange(event: ethereum.Event, params: ParameterChangeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  createParameterChange(event, protocol.id, params);
  countApplied(protocol);
  protocol.save();
}
