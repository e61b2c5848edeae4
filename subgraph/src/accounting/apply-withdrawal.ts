import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { WithdrawalRequest } from "../../generated/schema";
import { ordinalOf } from "../math/ordinal";

/**
 * Sets the shares that wait after a provider asked.
 *
 * @param queuedShares - All shares of the provider that wait now.
 * @returns Signed: shares that this request added to the queue.
 */
export function applyRequest(
  request: WithdrawalRequest,
  queuedShares: BigInt,
  event: ethereum.Event,
): BigInt {
  const added = queuedShares.minus(request.shares);
  request.shares = queuedShares;
  request.requestedAt = event.block.timestamp;
  request.updatedOrdinal = ordinalOf(event);
  return added;
}

/**
 * Ends a request that was paid.
 *
 * @returns Shares that leave the queue, not negative.
 */
export function applyPayment(request: WithdrawalRequest, ordinal: i64): BigInt {
  const queued = request.shares;
  request.shares = BigInt.zero();
  request.updatedOrdinal = ordinal;
  return queued;
}
