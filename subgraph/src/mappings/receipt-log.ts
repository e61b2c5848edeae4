import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { smallNumber } from "../math/small-number";
import { isEvent } from "./is-event";

/**
 * Returns the log that stands at a distance from an event in its transaction, whatever contract emitted it. The
 * manifest must ask for the receipt.
 *
 * @param distance - 1 for the next log, −1 for the one before.
 * @returns Null when the transaction has no such log.
 */
export function logBeside(event: ethereum.Event, distance: i32): ethereum.Log | null {
  const receipt = event.receipt;
  if (receipt === null || receipt.logs.length == 0) return null;
  const first = smallNumber(receipt.logs[0].logIndex);
  const index = i32(smallNumber(event.logIndex) - first) + distance;
  return index < 0 || index >= receipt.logs.length ? null : receipt.logs[index];
}

/** Returns whether a log is of a contract and of an event, such as `Transfer(address,address,uint256)`. */
export function isLogOf(log: ethereum.Log, contract: Bytes, signature: string): bool {
  return log.address.equals(contract) && isEvent(log, signature);
}

/** Returns whether an indexed address of a log is the given one; `topic` is 1 for the first. */
export function hasAddress(log: ethereum.Log, topic: i32, address: Bytes): bool {
  if (log.topics.length <= topic) return false;
  return Bytes.fromUint8Array(log.topics[topic].subarray(12)).equals(address);
}
