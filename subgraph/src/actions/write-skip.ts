import { ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { countSkipped } from "../accounting/count-log";
import { warnSkipped } from "../log";
import { ordinalOf } from "../math/ordinal";
import { loadOrCreateSkipCounter } from "../store/skip-counter";
import { createSkippedEvent } from "../store/skipped-event";

/**
 * Records that a log, or a part of it, is not applied. The caller holds the protocol and saves it.
 *
 * @param reason - One of SkipReason.
 * @param detail - What was expected and what came.
 */
export function writeSkip(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  reason: string,
  detail: string,
): void {
  createSkippedEvent(event, protocol, log, reason, detail);
  const counter = loadOrCreateSkipCounter(event, protocol, log, reason);
  countSkipped(protocol, counter, ordinalOf(event));
  counter.save();
  warnSkipped(log, reason, detail);
}
