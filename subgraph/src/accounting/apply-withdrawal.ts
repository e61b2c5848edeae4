import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { WithdrawalRequest } from "../../generated/schema";
import { lesser } from "../math/lesser";
import { ordinalOf } from "../math/ordinal";

/**
 * Sets the shares that wait after a provider asked.
 *
 * @param queuedShares - All shares of the provider that wait now.
 * @returns Signed: shares that this request added to the queue; below zero where it shrank, which is no new request.
 */
export function applyRequest(
  request: WithdrawalRequest,
  queuedShares: BigInt,
  event: ethereum.Event,
): BigInt {
  const added = queuedShares.minus(request.shares);
  request.shares = queuedShares;
  if (!added.lt(BigInt.zero())) request.requestedAt = event.block.timestamp;
  request.updatedOrdinal = ordinalOf(event);
  return added;
}

/**
 * Takes what was paid from a request.
 *
 * @param shares - Most that leaves the queue; null for all of it.
 * @returns Shares that leave the queue, not negative.
 */
export function applyPayment(request: WithdrawalRequest, shares: BigInt | null, ordinal: i64): BigInt {
  const queued = request.shares;
  const paid = shares === null ? queued : lesser(queued, shares);
  request.shares = queued.minus(paid);
  request.updatedOrdinal = ordinal;
  return paid;
}
