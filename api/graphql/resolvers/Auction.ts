import type { AuctionResolvers } from "../../generated/resolvers.ts";
import { amountOf, optionalAmountOf } from "../amounts.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";

/** Fields of `Auction` that are not plain properties of its parent. */
export const Auction: AuctionResolvers = {
  protocol: (auction, _, context) => lookUp(context, "protocol", auction, auction.protocol),
  market: (auction, _, context) => lookUp(context, "market", auction, auction.market),
  lotStart: (auction) => amountOf(auction, auction.lotStart, auction.lotAsset),
  lot: (auction) => amountOf(auction, auction.lot, auction.lotAsset),
  lotSold: (auction) => amountOf(auction, auction.lotSold, auction.lotAsset),
  tab: (auction) =>
    optionalAmountOf(auction, auction.tab, auction.bidAsset, "The auction asks for no fixed sum."),
  debt: (auction) =>
    optionalAmountOf(auction, auction.debt, auction.bidAsset, "No liquidation event tells the debt."),
  bid: (auction) => amountOf(auction, auction.bid, auction.bidAsset),
  liquidation: (auction, _, context) => lookUpOptional(context, "liquidation", auction, auction.liquidation),
  events: (auction, _, context) => lookUp(context, "eventsOfAuction", auction, auction.id),
};
