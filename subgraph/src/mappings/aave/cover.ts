import { Address, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { wordAddress } from "../../math/number-bytes";
import { isEvent } from "../is-event";

/** What Umbrella says to have paid, in the log that follows the pool's. */
export namespace CoverEvent {
  export const OFFSET = "DeficitOffsetCovered(address,uint256)";
  export const PENDING = "PendingDeficitCovered(address,uint256)";
  export const RESERVE = "ReserveDeficitCovered(address,uint256)";
}

/** The pool's own event of a payment. */
const POOL_COVERED = "DeficitCovered(address,address,uint256)";

/**
 * Returns whether Umbrella used slashed stake for a payment. It calls the pool first and says afterwards what it paid:
 * DeficitCovered of the pool, then DeficitOffsetChanged or PendingDeficitChanged, then its own event
 * (src/contracts/umbrella/Umbrella.sol, coverDeficitOffset, coverPendingDeficit, coverReserveDeficit).
 *
 * @param event - The pool's DeficitCovered.
 * @param payer - Account that the pool names, which is Umbrella's where it pays.
 */
export function isPendingCover(event: ethereum.Event, payer: Address, reserve: Address): bool {
  const receipt = event.receipt;
  if (receipt === null) return false;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.le(event.logIndex) || !isOf(log, payer, reserve)) continue;
    if (isEvent(log, CoverEvent.PENDING)) return true;
    if (isEvent(log, CoverEvent.OFFSET) || isEvent(log, CoverEvent.RESERVE)) return false;
  }
  return false;
}

/**
 * Returns whether the pool has stated the payment that Umbrella names: its log comes earlier in the transaction.
 *
 * @param event - Umbrella's log.
 */
export function isStatedByPool(event: ethereum.Event, pool: Bytes, reserve: Address): bool {
  const receipt = event.receipt;
  if (receipt === null) return false;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.ge(event.logIndex)) return false;
    if (isOf(log, pool, reserve) && isEvent(log, POOL_COVERED)) return true;
  }
  return false;
}

function isOf(log: ethereum.Log, contract: Bytes, reserve: Address): bool {
  return log.address.equals(contract) && log.topics.length == 2 && wordAddress(log.topics[1]).equals(reserve);
}
