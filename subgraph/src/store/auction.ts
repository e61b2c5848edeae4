import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Auction } from "../../generated/schema";
import { AuctionStatus } from "../constants";
import { auctionId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { AuctionKickParams } from "../params/auction-params";
import { assetOfMarket, loadOrCreateMarket } from "./market";

/** Returns the auction; null when its start was never seen. */
export function loadAuction(id: Bytes): Auction | null {
  return Auction.load(id);
}

/** Writes an open auction, with its market and assets. */
export function createAuction(event: ethereum.Event, params: AuctionKickParams): Auction {
  const market = loadOrCreateMarket(params.market, event);
  const auction = new Auction(auctionId(params.contract, params.number));
  auction.protocol = market.protocol;
  auction.kind = params.kind;
  auction.market = market.id;
  auction.contract = params.contract;
  auction.number = params.number;
  auction.lotAsset = assetOfMarket(market, params.lotAsset, event);
  auction.bidAsset = assetOfMarket(market, params.bidAsset, event);
  auction.lotStart = params.lot;
  auction.lot = params.lot;
  auction.tab = params.tab;
  auction.bid = params.bid;
  auction.account = params.account;
  auction.bidCount = 0;
  auction.status = AuctionStatus.OPEN;
  auction.startedAt = event.block.timestamp;
  auction.createdOrdinal = ordinalOf(event);
  auction.updatedOrdinal = auction.createdOrdinal;
  auction.save();
  return auction;
}
