import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { DeficitChangeParams } from "../params/deficit-change-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeDeficits } from "./write-deficits";
import { writeFlows } from "./write-flows";
import { writeSkip } from "./write-skip";

/** Records what a log does to a deficit, which layers pay it, and the flows with which they pay. */
export function recordDeficitChange(event: ethereum.Event, params: DeficitChangeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const change = writeDeficits(event, protocol, params);
  if (change !== null) {
    writeFlows(event, protocol, params, change.id);
    countApplied(protocol);
  }
  const gap = params.gap;
  if (gap !== null) writeSkip(event, protocol, gap.log, gap.reason, gap.detail);
  protocol.save();
}
