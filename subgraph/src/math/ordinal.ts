import { ethereum } from "@graphprotocol/graph-ts";
import { smallNumber } from "./small-number";

/**
 * Returns the place of a log among all logs of its network: `blockNumber * 2^20 + logIndex`.
 *
 * @example ordinalOf(event) // block 9656986, log 7: 10126083751943
 */
export function ordinalOf(event: ethereum.Event): i64 {
  return (smallNumber(event.block.number) << 20) + smallNumber(event.logIndex);
}
