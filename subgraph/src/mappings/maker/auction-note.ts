import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { recordAuctionBid } from "../../actions/record-auction-bid";
import { AuctionBidParams, AuctionCallParams, AuctionProceeds } from "../../params/auction-params";
import { MAKER } from "./maker";
import { NotedCall } from "./note";
import { skipUndecodable } from "./skip-undecodable";

/**
 * Records a noted `tend` or `dent`: auction number, lot and bid are its three arguments.
 *
 * @param action - BID_UP or LOT_DOWN.
 * @param proceeds - Backstop that receives the rise of the bid; null when none does.
 */
export function recordNotedBid(
  event: ethereum.Event,
  log: string,
  call: NotedCall,
  action: string,
  bidder: Bytes,
  proceeds: AuctionProceeds | null,
): void {
  const bid = call.third;
  if (bid === null) {
    skipUndecodable(event, log);
    return;
  }
  const params = new AuctionBidParams(
    MAKER,
    log,
    event.address,
    call.first,
    action,
    call.second,
    bid,
    bidder,
  );
  params.proceeds = proceeds;
  recordAuctionBid(event, params);
}

/** Reads a noted `deal`, `yank` or `tick`: the auction number is its argument. */
export function notedAuctionCall(
  event: ethereum.Event,
  log: string,
  call: NotedCall,
  caller: Bytes,
): AuctionCallParams {
  return new AuctionCallParams(MAKER, log, event.address, call.first, caller);
}
