import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Auction, AuctionEvent } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { stampFact } from "./stamp";

/**
 * Writes what happened in an auction with the state that it left behind.
 *
 * @param auction - The auction after the event.
 * @param action - One of AuctionAction.
 * @param account - Bidder or caller; null when the event does not tell.
 * @param paid - Rise of the bid, in units of the bid asset.
 * @param bought - Lot given by this event, in units of the lot asset.
 */
export function createAuctionEvent(
  event: ethereum.Event,
  auction: Auction,
  action: string,
  account: Bytes | null,
  paid: BigInt,
  bought: BigInt,
): AuctionEvent {
  const fact = new AuctionEvent(factId(event, FactKind.AUCTION_EVENT, 0));
  stampFact(fact, event, auction.protocol);
  fact.auction = auction.id;
  fact.action = action;
  fact.account = account;
  fact.lotAfter = auction.lot;
  fact.bidAfter = auction.bid;
  fact.paid = paid;
  fact.bought = bought;
  fact.statusAfter = auction.status;
  fact.save();
  return fact;
}
