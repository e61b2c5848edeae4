import { ethereum } from "@graphprotocol/graph-ts";
import { SkipParams } from "../params/skip-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeSkip } from "./write-skip";

/** Records a log that cannot be applied, found before any entity is loaded. */
export function recordSkippedEvent(event: ethereum.Event, params: SkipParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  writeSkip(event, protocol, params.log, params.reason, params.detail);
  protocol.save();
}
