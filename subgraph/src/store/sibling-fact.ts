import { ethereum } from "@graphprotocol/graph-ts";
import { AuctionEvent, FundFlow } from "../../generated/schema";
import { FactKind, factIdOf } from "../ids";

/** Tells whether the log right before this one, in the same transaction, became an auction's event or a flow. */
export function isPreviousLogRecorded(event: ethereum.Event): boolean {
  const hash = event.transaction.hash;
  const index = event.logIndex.toI32() - 1;
  if (AuctionEvent.load(factIdOf(hash, index, FactKind.AUCTION_EVENT, 0)) !== null) return true;
  return FundFlow.load(factIdOf(hash, index, FactKind.FUND_FLOW, 0)) !== null;
}
