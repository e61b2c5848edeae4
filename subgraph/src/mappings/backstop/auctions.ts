import {
  AuctionBid,
  AuctionEnded,
  AuctionRestarted,
  AuctionStarted,
  AuctionTaken,
} from "../../../generated/Backstop/Backstop";
import { recordAuctionBid } from "../../actions/record-auction-bid";
import { recordAuctionCancel } from "../../actions/record-auction-cancel";
import { recordAuctionKick } from "../../actions/record-auction-kick";
import { recordAuctionRestart } from "../../actions/record-auction-restart";
import { recordAuctionSettle } from "../../actions/record-auction-settle";
import { recordAuctionTake } from "../../actions/record-auction-take";
import { recordUnsoldAuction } from "../../actions/record-unsold-auction";
import { AuctionStatus } from "../../constants";
import {
  AuctionBidParams,
  AuctionCallParams,
  AuctionKickParams,
  AuctionTakeParams,
} from "../../params/auction-params";
import { auctionEnd, auctionKind, bidKind } from "./enums";
import { numberOf, somebody, someNumber } from "./standard-id";
import { StandardLog } from "./standard-log";

/** Records the start of an auction. */
export function handleAuctionStarted(event: AuctionStarted): void {
  const log = new StandardLog(event, "AuctionStarted");
  const params = event.params;
  const kick = new AuctionKickParams(
    log.slug,
    log.log,
    log.member(auctionKind(params.kind), "AuctionKind", params.kind),
    log.market(params.market),
    event.address,
    numberOf(params.auction),
    log.asset(params.lotAsset),
    log.asset(params.bidAsset),
    params.lot,
    params.bid,
  );
  kick.tab = someNumber(params.tab);
  kick.account = somebody(params.account);
  kick.caller = somebody(params.caller);
  if (log.isRefused()) return;
  recordAuctionKick(event, kick);
}

/** Records a bid in an English auction. */
export function handleAuctionBid(event: AuctionBid): void {
  const log = new StandardLog(event, "AuctionBid");
  const params = event.params;
  const action = log.member(bidKind(params.kind), "BidKind", params.kind);
  if (log.isRefused()) return;
  const bid = new AuctionBidParams(
    log.slug,
    log.log,
    event.address,
    numberOf(params.auction),
    action,
    params.lot,
    params.bid,
    params.bidder,
  );
  recordAuctionBid(event, bid);
}

/** Records a purchase in a Dutch auction. */
export function handleAuctionTaken(event: AuctionTaken): void {
  const log = new StandardLog(event, "AuctionTaken");
  const params = event.params;
  const take = new AuctionTakeParams(
    log.slug,
    log.log,
    event.address,
    numberOf(params.auction),
    params.lotLeft,
    params.paid,
    params.isLast,
  );
  take.account = params.bidder;
  recordAuctionTake(event, take);
}

/** Records that an auction is offered again. */
export function handleAuctionRestarted(event: AuctionRestarted): void {
  const log = new StandardLog(event, "AuctionRestarted");
  const params = event.params;
  const number = numberOf(params.auction);
  const call = new AuctionCallParams(log.slug, log.log, event.address, number, params.caller);
  call.lot = params.lot;
  recordAuctionRestart(event, call);
}

/** Records the end of an auction: with a winner, with a part unsold, or by the protocol. */
export function handleAuctionEnded(event: AuctionEnded): void {
  const log = new StandardLog(event, "AuctionEnded");
  const params = event.params;
  const end = log.member(auctionEnd(params.end), "AuctionEnd", params.end);
  if (log.isRefused()) return;
  const number = numberOf(params.auction);
  const call = new AuctionCallParams(log.slug, log.log, event.address, number, params.caller);
  if (end == AuctionStatus.SETTLED) recordAuctionSettle(event, call);
  else if (end == AuctionStatus.CANCELLED) recordAuctionCancel(event, call);
  else recordUnsoldAuction(event, call);
}
