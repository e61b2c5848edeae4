import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { restartAuction } from "../accounting/restart-auction";
import { AuctionAction } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AuctionCallParams } from "../params/auction-params";
import { createAuctionEvent } from "../store/auction-event";
import { loadOrCreateProtocol } from "../store/protocol";
import { loadOpenAuction } from "./load-open-auction";
import { writeConsequences } from "./write-consequences";

/** Records that an auction's clock starts again because nobody came. */
export function recordAuctionRestart(event: ethereum.Event, params: AuctionCallParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const auction = loadOpenAuction(event, protocol, params.log, params.contract, params.number);
  if (auction === null) return;
  restartAuction(auction, params, ordinalOf(event));
  auction.save();
  const zero = BigInt.zero();
  const fact = createAuctionEvent(event, auction, AuctionAction.RESTART, params.account, zero, zero);
  writeConsequences(event, protocol, params, auction.market, fact.id);
}
