import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Protocol, SkipCounter } from "../../generated/schema";
import { skipCounterId } from "../ids";
import { ordinalOf } from "../math/ordinal";

/** Returns the counter of logs skipped for one reason, making it at zero when it is new. */
export function loadOrCreateSkipCounter(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  reason: string,
): SkipCounter {
  const id = skipCounterId(protocol.id, log, reason);
  const known = SkipCounter.load(id);
  if (known !== null) return known;
  const counter = new SkipCounter(id);
  counter.protocol = protocol.id;
  counter.event = log;
  counter.reason = reason;
  counter.count = BigInt.zero();
  counter.createdOrdinal = ordinalOf(event);
  counter.updatedOrdinal = counter.createdOrdinal;
  counter.save();
  return counter;
}
