import { ethereum } from "@graphprotocol/graph-ts";
import { Protocol, SkippedEvent } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { stampFact } from "./stamp";

/**
 * Writes that a log, or a part of it, was not applied. The protocol's count of skips before this one tells apart
 * the skips of one log.
 *
 * @param reason - One of SkipReason.
 * @param detail - What was expected and what came.
 */
export function createSkippedEvent(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  reason: string,
  detail: string,
): SkippedEvent {
  const id = factId(event, FactKind.SKIPPED_EVENT, 0).concatI32(protocol.skippedCount.toI32());
  const skipped = new SkippedEvent(id);
  stampFact(skipped, event, protocol.id);
  skipped.contract = event.address;
  skipped.event = log;
  skipped.reason = reason;
  skipped.detail = detail;
  skipped.save();
  return skipped;
}
