import { ethereum } from "@graphprotocol/graph-ts";
import { SkipReason } from "../constants";
import { SkipParams } from "../params/skip-params";
import { isPreviousLogRecorded } from "../store/sibling-fact";
import { recordSkippedEvent } from "./record-skipped-event";

/**
 * Checks that what a log only announces was recorded from the log before it; reports it otherwise.
 *
 * @param log - Call as in the ABI, such as `Vow.flop`.
 * @param expected - The log that should stand before it, for people.
 */
export function recordAnnouncement(
  event: ethereum.Event,
  protocol: string,
  log: string,
  expected: string,
): void {
  if (isPreviousLogRecorded(event)) return;
  const detail = `Expected ${expected} right before it in its transaction, got none that is indexed`;
  recordSkippedEvent(event, new SkipParams(protocol, log, SkipReason.UNKNOWN_PARENT, detail));
}
