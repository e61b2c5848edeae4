import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { ordinalOf } from "../math/ordinal";
import { loadStatusInterval } from "../store/status-interval";

/**
 * Ends the interval that a status change follows.
 *
 * @param id - Null when the change is the first one.
 */
export function endStatusInterval(id: Bytes | null, event: ethereum.Event): void {
  if (id === null) return;
  const interval = loadStatusInterval(id);
  if (interval === null) return;
  interval.endedAt = event.block.timestamp;
  interval.updatedOrdinal = ordinalOf(event);
  interval.save();
}
