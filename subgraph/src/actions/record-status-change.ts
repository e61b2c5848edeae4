import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { StatusChangeParams } from "../params/status-change-params";
import { loadOrCreateBackstop } from "../store/backstop";
import { loadOrCreateProtocol } from "../store/protocol";
import { createStatusChange } from "../store/status-change";
import { createStatusInterval } from "../store/status-interval";
import { endStatusInterval } from "./end-status-interval";

/** Records a new operating status of a backstop: one interval ends, the next begins. */
export function recordStatusChange(event: ethereum.Event, params: StatusChangeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const backstop = loadOrCreateBackstop(params.backstop, event);
  const change = createStatusChange(event, protocol.id, backstop.id, params.status);
  change.previous = backstop.status;
  change.reason = params.reason;
  change.save();
  endStatusInterval(backstop.statusInterval, event);
  backstop.statusInterval = createStatusInterval(change).id;
  backstop.status = params.status;
  backstop.save();
  countApplied(protocol);
  protocol.save();
}
