import { Bytes } from "@graphprotocol/graph-ts";
import { StatusChange, StatusInterval } from "../../generated/schema";

/** Returns the interval; null when none has this id. */
export function loadStatusInterval(id: Bytes): StatusInterval | null {
  return StatusInterval.load(id);
}

/** Writes the interval that a status change opens. */
export function createStatusInterval(change: StatusChange): StatusInterval {
  const interval = new StatusInterval(change.id);
  interval.protocol = change.protocol;
  interval.subject = change.subject;
  interval.status = change.status;
  interval.startedAt = change.timestamp;
  interval.createdOrdinal = change.ordinal;
  interval.updatedOrdinal = change.ordinal;
  interval.save();
  return interval;
}
