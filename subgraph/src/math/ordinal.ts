import { ethereum } from "@graphprotocol/graph-ts";

/**
 * Returns the place of a log among all logs of its network: `blockNumber * 2^20 + logIndex`.
 *
 * @example ordinalOf(event) // block 9656986, log 7: 10126083751943
 */
export function ordinalOf(event: ethereum.Event): i64 {
  return (event.block.number.toI64() << 20) + event.logIndex.toI64();
}
