import { ethereum } from "@graphprotocol/graph-ts";
import { Auction } from "../../generated/schema";
import { AuctionAction } from "../constants";
import { AuctionBidParams } from "../params/auction-params";
import { ShareBidParams } from "../params/share-bid-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { loadOpenAuction } from "./load-open-auction";
import { recordAuctionBid } from "./record-auction-bid";

/**
 * Records a bid that states a share. In an auction that asks for a sum the bidder pays that sum for a share of the
 * lot, rounded down; otherwise the bidder pays the share for the whole lot.
 */
export function recordShareBid(event: ethereum.Event, params: ShareBidParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const auction = loadOpenAuction(event, protocol, params.log, params.contract, params.number);
  if (auction !== null) recordAuctionBid(event, bidOf(auction, params));
}

function bidOf(auction: Auction, params: ShareBidParams): AuctionBidParams {
  const tab = auction.tab;
  const isLotShared = tab !== null;
  return new AuctionBidParams(
    params.protocol,
    params.log,
    params.contract,
    params.number,
    isLotShared ? AuctionAction.LOT_DOWN : AuctionAction.BID_UP,
    isLotShared ? auction.lotStart.times(params.share).div(params.whole) : auction.lot,
    tab === null ? params.share : tab,
    params.account,
  );
}
