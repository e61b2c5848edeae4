import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  AuctionClosed,
  AuctionRestarted,
  AuctionStarted,
  AuctionsPaused,
  AuctionsResumed,
  BidPlaced,
  IncentiveBpsUpdated,
  MinimumPoolBadDebtUpdated,
  NextBidderBlockLimitUpdated,
  WaitForFirstBidderUpdated,
} from "../../../generated/VenusShortfall/Shortfall";
import { recordAuctionCancel } from "../../actions/record-auction-cancel";
import { recordAuctionKick } from "../../actions/record-auction-kick";
import { recordAuctionSettle } from "../../actions/record-auction-settle";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordShareBid } from "../../actions/record-share-bid";
import { recordStatusChange } from "../../actions/record-status-change";
import { AssetKind, AuctionKind, OperatingStatus } from "../../constants";
import { readContext } from "../../context";
import { wordAt } from "../../math/number-bytes";
import { AssetParams } from "../../params/asset-params";
import { AuctionCallParams, AuctionKickParams } from "../../params/auction-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { ShareBidParams } from "../../params/share-bid-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { poolMarket, riskAsset, shortfallAuctions, VENUS } from "./venus";

/** Auction of a part of the risk fund that asks for the whole debt: LARGE_RISK_FUND of the contract. */
const LARGE_RISK_FUND: i32 = 1;
const BPS_DECIMALS: i32 = 4;
const ALL_DEBT = BigInt.fromI32(10_000);
const WORD_LENGTH: i32 = 32;
const ADDRESS_LENGTH: i32 = 20;
/** Bits of an auction's number below those of the comptroller; starts are blocks or seconds. */
const START_BITS: u8 = 64;

/** Records the start of an auction of risk fund against the bad debt of all markets of a pool. */
export function handleAuctionStarted(event: AuctionStarted): void {
  const params = new AuctionKickParams(
    VENUS,
    "Shortfall.AuctionStarted",
    AuctionKind.DEBT,
    poolMarket(event.params.comptroller),
    event.address,
    auctionNumber(event.params.comptroller, event.params.auctionStartBlockOrTimestamp),
    riskAsset(readContext()),
    debtShare(event.address),
    event.params.seizedRiskFund,
    BigInt.zero(),
  );
  if (event.params.auctionType == LARGE_RISK_FUND) params.tab = ALL_DEBT;
  recordAuctionKick(event, params);
}

/** Records a bid: a larger share of the debt, or a smaller share of the lot where the whole debt is asked for. */
export function handleBidPlaced(event: BidPlaced): void {
  const params = new ShareBidParams(
    VENUS,
    "Shortfall.BidPlaced",
    event.address,
    auctionNumber(event.params.comptroller, event.params.auctionStartBlockOrTimestamp),
    event.params.bidBps,
    ALL_DEBT,
    event.params.bidder,
  );
  recordShareBid(event, params);
}

/** Records that the winner received its lot; what it paid stands with each market's recovered debt. */
export function handleAuctionClosed(event: AuctionClosed): void {
  const number = auctionNumber(event.params.comptroller, event.params.auctionStartBlockOrTimestamp);
  const log = "Shortfall.AuctionClosed";
  recordAuctionSettle(
    event,
    new AuctionCallParams(VENUS, log, event.address, number, event.params.highestBidder),
  );
}

/** Records that an auction without bids ended; the contract starts another one with the next log. */
export function handleAuctionRestarted(event: AuctionRestarted): void {
  const number = auctionNumber(event.params.comptroller, event.params.auctionStartBlockOrTimestamp);
  recordAuctionCancel(
    event,
    new AuctionCallParams(VENUS, "Shortfall.AuctionRestarted", event.address, number, null),
  );
}

/** Records that no new auctions may start. */
export function handleAuctionsPaused(event: AuctionsPaused): void {
  setStatus(event, "Shortfall.AuctionsPaused", OperatingStatus.PAUSED);
}

/** Records that auctions may start again. */
export function handleAuctionsResumed(event: AuctionsResumed): void {
  setStatus(event, "Shortfall.AuctionsResumed", OperatingStatus.ACTIVE);
}

/** Records the least bad debt of a pool, in US dollars with 18 decimals, for which an auction may start. */
export function handleMinimumPoolBadDebtUpdated(event: MinimumPoolBadDebtUpdated): void {
  setParameter(
    event,
    "minimumPoolBadDebt",
    event.params.oldMinimumPoolBadDebt,
    event.params.newMinimumPoolBadDebt,
  );
}

/** Records how long an auction waits for its first bid, in blocks or seconds. */
export function handleWaitForFirstBidderUpdated(event: WaitForFirstBidderUpdated): void {
  setParameter(
    event,
    "waitForFirstBidder",
    event.params.oldWaitForFirstBidder,
    event.params.newWaitForFirstBidder,
  );
}

/** Records how long a bid must stand to win, in blocks or seconds. */
export function handleNextBidderBlockLimitUpdated(event: NextBidderBlockLimitUpdated): void {
  const before = event.params.oldNextBidderBlockOrTimestampLimit;
  setParameter(event, "nextBidderBlockLimit", before, event.params.newNextBidderBlockOrTimestampLimit);
}

/** Records what bidders get above the debt, in basis points. */
export function handleIncentiveBpsUpdated(event: IncentiveBpsUpdated): void {
  setParameter(event, "incentiveBps", event.params.oldIncentiveBps, event.params.newIncentiveBps);
}

function setStatus(event: ethereum.Event, log: string, status: string): void {
  recordStatusChange(event, new StatusChangeParams(VENUS, log, shortfallAuctions(event.address), status));
}

function setParameter(event: ethereum.Event, name: string, before: BigInt, after: BigInt): void {
  const params = new ParameterChangeParams(VENUS, `Shortfall.${name}`, event.address, name);
  params.previous = before;
  params.value = after;
  recordParameterChange(event, params);
}

/** Unit of bids: basis points of a pool's bad debt, whose markets owe different tokens. */
function debtShare(shortfall: Bytes): AssetParams {
  return new AssetParams(shortfall, AssetKind.INTERNAL, "share of pool debt", BPS_DECIMALS);
}

/** A pool has one auction at a time and no numbers: the pool and its auction's start together are one. */
function auctionNumber(comptroller: Bytes, start: BigInt): BigInt {
  const pool = wordAt(new Bytes(WORD_LENGTH - ADDRESS_LENGTH).concat(comptroller), 0) as BigInt;
  return pool.leftShift(START_BITS).plus(start);
}
