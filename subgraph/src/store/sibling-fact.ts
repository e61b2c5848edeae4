import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { AuctionEvent, FundFlow } from "../../generated/schema";
import { FlowCause, FlowDirection } from "../constants";
import { FactKind, factIdOf } from "../ids";

/** Tells whether the log right before this one, in the same transaction, became an auction's event or a flow. */
export function isPreviousLogRecorded(event: ethereum.Event): boolean {
  const hash = event.transaction.hash;
  const index = event.logIndex.toI32() - 1;
  if (AuctionEvent.load(factIdOf(hash, index, FactKind.AUCTION_EVENT, 0)) !== null) return true;
  return FundFlow.load(factIdOf(hash, index, FactKind.FUND_FLOW, 0)) !== null;
}

/**
 * Returns what slashes that stand alone took from a backstop with the two logs right before this one, in the same
 * transaction, in units of its asset.
 */
export function slashedRightBefore(event: ethereum.Event, backstop: Bytes): BigInt {
  const index = event.logIndex.toI32();
  const last = slashedBy(event.transaction.hash, index - 1, backstop);
  return last.plus(slashedBy(event.transaction.hash, index - 2, backstop));
}

function slashedBy(transaction: Bytes, logIndex: i32, backstop: Bytes): BigInt {
  let sum = BigInt.zero();
  for (let step = 0; step < 2; step++) {
    const flow = FundFlow.load(factIdOf(transaction, logIndex, FactKind.FUND_FLOW, step));
    if (flow === null || flow.causedBy !== null || !flow.backstop.equals(backstop)) continue;
    if (flow.direction == FlowDirection.OUT && flow.cause == FlowCause.SLASH) sum = sum.plus(flow.amount);
  }
  return sum;
}

/**
 * Returns the payoff that the log right before this one, in the same transaction, took from a pool, in units of its
 * asset; null when that log was none of a payoff.
 */
export function previousPayoff(event: ethereum.Event): BigInt | null {
  const index = event.logIndex.toI32() - 1;
  const flow = FundFlow.load(factIdOf(event.transaction.hash, index, FactKind.FUND_FLOW, 0));
  if (flow === null || flow.cause != FlowCause.EXERCISE) return null;
  return flow.amount;
}
