import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { FundFlowParams } from "../params/fund-flow-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { withDisabledPart } from "./with-disabled-part";
import { writeFlows } from "./write-flows";
import { writeParameters } from "./write-parameters";
import { writeSkip } from "./write-skip";

/**
 * Records flows that no other fact of the same log caused, and the parameters it sets. A disabled backstop holds all of its
 * balance disabled.
 */
export function recordFundFlow(event: ethereum.Event, params: FundFlowParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  params.flows = withDisabledPart(params.flows);
  writeFlows(event, protocol, params, params.causedBy);
  writeParameters(event, protocol.id, params.parameters);
  const gap = params.gap;
  if (gap !== null) writeSkip(event, protocol, gap.log, gap.reason, gap.detail);
  countApplied(protocol);
  protocol.save();
}
