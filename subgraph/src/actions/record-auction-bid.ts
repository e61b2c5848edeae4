import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Auction } from "../../generated/schema";
import { applyBid, isBidInRange } from "../accounting/apply-bid";
import { FlowDirection, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AuctionBidParams } from "../params/auction-params";
import { FlowParams } from "../params/flow-params";
import { createAuctionEvent } from "../store/auction-event";
import { loadOrCreateProtocol } from "../store/protocol";
import { loadOpenAuction } from "./load-open-auction";
import { writeConsequences } from "./write-consequences";
import { writeSkip } from "./write-skip";

/** Records a bid and, where a backstop receives it at once, the rise of the bid as a flow. */
export function recordAuctionBid(event: ethereum.Event, params: AuctionBidParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const auction = loadOpenAuction(event, protocol, params.log, params.contract, params.number);
  if (auction === null) return;
  if (!isBidInRange(auction, params)) {
    writeSkip(event, protocol, params.log, SkipReason.OUT_OF_RANGE, rangeDetail(auction, params));
    protocol.save();
    return;
  }
  const paid = applyBid(auction, params, ordinalOf(event));
  auction.save();
  const fact = createAuctionEvent(event, auction, params.action, params.account, paid, BigInt.zero());
  addProceeds(params, paid);
  writeConsequences(event, protocol, params, auction.market, fact.id);
}

function addProceeds(params: AuctionBidParams, paid: BigInt): void {
  const proceeds = params.proceeds;
  if (proceeds === null || paid.isZero()) return;
  const flow = new FlowParams(proceeds.backstop, proceeds.asset, FlowDirection.IN, proceeds.cause, paid);
  flow.account = params.account;
  flow.isImplied = proceeds.isImplied;
  params.flows.push(flow);
}

function rangeDetail(auction: Auction, params: AuctionBidParams): string {
  const expected = `Expected a bid of at least ${auction.bid.toString()} for at most ${auction.lot.toString()}`;
  return `${expected}, got ${params.bid.toString()} for ${params.lot.toString()}`;
}
