import { BigInt } from "@graphprotocol/graph-ts";
import { Protocol, SkipCounter } from "../../generated/schema";

const ONE = BigInt.fromI32(1);

/** Counts a log that changed the ledger. */
export function countApplied(protocol: Protocol): void {
  protocol.eventCount = protocol.eventCount.plus(ONE);
}

/**
 * Counts a log, or a part of it, that was not applied; the sum of the counters stays `skippedCount`.
 *
 * @param ordinal - Ordinal of the log.
 */
export function countSkipped(protocol: Protocol, counter: SkipCounter, ordinal: i64): void {
  protocol.skippedCount = protocol.skippedCount.plus(ONE);
  counter.count = counter.count.plus(ONE);
  counter.updatedOrdinal = ordinal;
}
