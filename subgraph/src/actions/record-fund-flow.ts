import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { FundFlowParams } from "../params/fund-flow-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { withDisabledPart } from "./with-disabled-part";
import { writeFlows } from "./write-flows";

/** Records flows that no other fact of the same log caused; a disabled backstop holds all of its balance disabled. */
export function recordFundFlow(event: ethereum.Event, params: FundFlowParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  params.flows = withDisabledPart(params.flows);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}
