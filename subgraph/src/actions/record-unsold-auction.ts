import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { endAuction } from "../accounting/end-auction";
import { AuctionAction, AuctionStatus } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AuctionCallParams } from "../params/auction-params";
import { createAuctionEvent } from "../store/auction-event";
import { loadOrCreateProtocol } from "../store/protocol";
import { loadOpenAuction } from "./load-open-auction";
import { writeConsequences } from "./write-consequences";

/** Records that a Dutch auction ended before its lot was sold: what is left returns to its owner. */
export function recordUnsoldAuction(event: ethereum.Event, params: AuctionCallParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const auction = loadOpenAuction(event, protocol, params.log, params.contract, params.number);
  if (auction === null) return;
  endAuction(auction, AuctionStatus.SETTLED, event.block.timestamp, ordinalOf(event));
  auction.save();
  const zero = BigInt.zero();
  const fact = createAuctionEvent(event, auction, AuctionAction.SETTLE, params.account, zero, zero);
  writeConsequences(event, protocol, params, auction.market, fact.id);
}
