import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { ordinalOf } from "../math/ordinal";
import { StatusChangeParams } from "../params/status-change-params";
import { loadOrCreateBackstop } from "../store/backstop";
import { loadOrCreateProtocol } from "../store/protocol";
import { createStatusChange } from "../store/status-change";
import { createStatusInterval, loadStatusInterval } from "../store/status-interval";

/** Records a new operating status of a backstop: one interval ends, the next begins. */
export function recordStatusChange(event: ethereum.Event, params: StatusChangeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const backstop = loadOrCreateBackstop(params.backstop, event);
  const change = createStatusChange(event, backstop, params);
  endInterval(backstop.statusInterval, event.block.timestamp, ordinalOf(event));
  backstop.statusInterval = createStatusInterval(change).id;
  backstop.status = params.status;
  backstop.save();
  countApplied(protocol);
  protocol.save();
}

function endInterval(id: Bytes | null, endedAt: BigInt, ordinal: i64): void {
  if (id === null) return;
  const interval = loadStatusInterval(id);
  if (interval === null) return;
  interval.endedAt = endedAt;
  interval.updatedOrdinal = ordinal;
  interval.save();
}
