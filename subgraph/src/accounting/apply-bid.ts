import { BigInt } from "@graphprotocol/graph-ts";
import { Auction } from "../../generated/schema";
import { AuctionBidParams } from "../params/auction-params";

/**
 * Tells whether a bid keeps to an English auction: the bid never falls and the lot never grows.
 */
export function isBidInRange(auction: Auction, params: AuctionBidParams): boolean {
  return params.bid.ge(auction.bid) && params.lot.le(auction.lot);
}

/**
 * Makes a bid the highest one.
 *
 * @param ordinal - Ordinal of the log.
 * @returns The rise of the bid, in units of the bid asset.
 */
export function applyBid(auction: Auction, params: AuctionBidParams, ordinal: i64): BigInt {
  const paid = params.bid.minus(auction.bid);
  auction.lot = params.lot;
  auction.bid = params.bid;
  auction.bidder = params.account;
  auction.bidCount = auction.bidCount + 1;
  auction.updatedOrdinal = ordinal;
  return paid;
}
