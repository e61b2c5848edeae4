import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { FundFlowParams } from "../params/fund-flow-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeFlows } from "./write-flows";

/** Records flows that no other fact of the same log caused. */
export function recordFundFlow(event: ethereum.Event, params: FundFlowParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}
