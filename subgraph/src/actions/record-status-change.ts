import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { StatusChangeParams } from "../params/status-change-params";
import { loadOrCreateBackstop } from "../store/backstop";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeBackstopStatus } from "./write-backstop-status";

/** Records a new operating status of a backstop: one interval ends, the next begins. */
export function recordStatusChange(event: ethereum.Event, params: StatusChangeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const backstop = loadOrCreateBackstop(params.backstop, event);
  writeBackstopStatus(event, backstop, params.status, params.reason, params.firstStep);
  backstop.save();
  countApplied(protocol);
  protocol.save();
}
