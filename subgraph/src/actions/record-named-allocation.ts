import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { NamedAllocationParams } from "../params/named-allocation-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeNamedAllocation } from "./write-named-allocation";

/** Records that a layer takes a part of a loss that an earlier log stated. */
export function recordNamedAllocation(event: ethereum.Event, params: NamedAllocationParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  if (writeNamedAllocation(event, protocol, params, params.name, params.allocation)) countApplied(protocol);
  protocol.save();
}
