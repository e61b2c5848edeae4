import { BigInt } from "@graphprotocol/graph-ts";
import { Auction } from "../../generated/schema";
import { AuctionTakeParams } from "../params/auction-params";

/**
 * Takes a part of the lot out of a Dutch auction.
 *
 * @param ordinal - Ordinal of the log.
 * @returns What the taker bought, in units of the lot asset.
 */
export function applyTake(auction: Auction, params: AuctionTakeParams, ordinal: i64): BigInt {
  const bought = auction.lot.minus(params.lotLeft);
  auction.lot = params.lotLeft;
  auction.bid = auction.bid.plus(params.paid);
  if (params.account !== null) auction.bidder = params.account;
  auction.bidCount = auction.bidCount + 1;
  auction.updatedOrdinal = ordinal;
  return bought;
}
