import { Address, BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  AuctionNFTSettle,
  AuctionSettle,
  BucketBankruptcy,
  BucketTake,
  Kick,
  KickReserveAuction,
  ReserveAuction,
  Settle,
  Take,
} from "../../../generated/AjnaPool/Pool";
import { findAccountAuction, lotOfAuction } from "../../actions/find-account-auction";
import { recordAuctionClose } from "../../actions/record-auction-close";
import { recordAuctionKick } from "../../actions/record-auction-kick";
import { recordAuctionTake } from "../../actions/record-auction-take";
import { recordAuctionedLiquidation } from "../../actions/record-auctioned-liquidation";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { AuctionKind, DeficitAction, LiquidationMode, LossLayerKind, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { wadMulUp } from "../../math/wad";
import { AccountAuction } from "../../params/account-auction";
import { AuctionCloseParams, AuctionKickParams, AuctionTakeParams } from "../../params/auction-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { SkipParams } from "../../params/skip-params";
import { AJNA, ajnaToken, collateralUnit, poolMarket, quoteUnit } from "./ajna";

const SETTLE = "Pool.Settle";

/** Records a liquidation, which offers all of the borrower's collateral in an auction. */
export function handleKick(event: Kick): void {
  const context = readContext();
  const market = poolMarket(context, event.address);
  const collateral = collateralUnit(context, event.address);
  const quote = quoteUnit(context, event.address);
  const borrower = event.params.borrower;
  const number = findAccountAuction(event.address, borrower).next();
  const kick = new AuctionKickParams(
    AJNA,
    "Pool.Kick",
    AuctionKind.COLLATERAL,
    market,
    event.address,
    number,
    collateral,
    quote,
    event.params.collateral,
    BigInt.zero(),
  );
  kick.tab = event.params.debt;
  kick.account = borrower;
  const mode = LiquidationMode.AUCTION;
  const debt = event.params.debt;
  const liquidation = new LiquidationParams(AJNA, "Pool.Kick", market, mode, borrower, quote, debt);
  liquidation.collateral = collateral;
  liquidation.collateralSeized = event.params.collateral;
  recordAuctionedLiquidation(event, kick, liquidation);
}

/** Records collateral that a taker bought. */
export function handleTake(event: Take): void {
  recordTake(event, "Pool.Take", event.params.borrower, event.params.amount, event.params.collateral);
}

/** Records collateral that the deposits of a bucket bought. */
export function handleBucketTake(event: BucketTake): void {
  const params = event.params;
  recordTake(event, "Pool.BucketTake", params.borrower, params.amount, params.collateral);
}

/** The taker's gain beyond a full repayment and a change of the kicker's bond move no part of the lot. */
function recordTake(
  event: ethereum.Event,
  log: string,
  borrower: Address,
  paid: BigInt,
  bought: BigInt,
): void {
  const auction = findAccountAuction(event.address, borrower);
  const lotLeft = auction.lot.minus(bought);
  const number = auction.number;
  recordAuctionTake(event, new AuctionTakeParams(AJNA, log, event.address, number, lotLeft, paid, false));
}

/**
 * Records debt that was settled after all collateral was sold: the pool's reserves and the lenders' deposits paid it.
 * While collateral is left a part of the debt is settled with it, and the log does not say how large a part.
 */
export function handleSettle(event: Settle): void {
  const auction = findAccountAuction(event.address, event.params.borrower);
  if (!auction.isOpen || !auction.lot.isZero()) {
    recordSkippedEvent(event, settleSkip(event, auction));
    return;
  }
  const context = readContext();
  const created = new DeficitStep(DeficitAction.CREATED, event.params.settledDebt);
  const spread = new DeficitStep(DeficitAction.SOCIALISED, event.params.settledDebt);
  created.account = event.params.borrower;
  spread.layer = LossLayerKind.SOCIALISED;
  spread.rank = 1;
  const market = poolMarket(context, event.address);
  const deficit = new DeficitParams(market, quoteUnit(context, event.address), [created, spread]);
  deficit.loss = auction.liquidation;
  recordDeficitChange(event, new DeficitChangeParams(AJNA, SETTLE, deficit));
}

function settleSkip(event: Settle, auction: AccountAuction): SkipParams {
  const borrower = event.params.borrower.toHexString();
  if (!auction.isOpen) {
    const reason = auction.isKnown ? SkipReason.ALREADY_ENDED : SkipReason.UNKNOWN_PARENT;
    return new SkipParams(AJNA, SETTLE, reason, `No auction of ${borrower} is open`);
  }
  const left = auction.lot.toString();
  const detail = `Expected an auction of ${borrower} without collateral, got ${left} left: its part of the debt is not stated`;
  return new SkipParams(AJNA, SETTLE, SkipReason.UNDECODABLE, detail);
}

/** Records that an auction is over and what collateral the borrower keeps. */
export function handleAuctionSettle(event: AuctionSettle): void {
  recordEnd(event, "Pool.AuctionSettle", event.params.borrower, event.params.collateral);
}

/** The same where the collateral is no ERC-20. */
export function handleAuctionNFTSettle(event: AuctionNFTSettle): void {
  recordEnd(event, "Pool.AuctionNFTSettle", event.params.borrower, event.params.collateral);
}

function recordEnd(event: ethereum.Event, log: string, borrower: Address, lotLeft: BigInt): void {
  const number = findAccountAuction(event.address, borrower).number;
  recordAuctionClose(event, new AuctionCloseParams(AJNA, log, event.address, number, lotLeft));
}

/** Records that a bucket lost all: its lenders' claims are void. The settled debt itself stands in `Settle`. */
export function handleBucketBankruptcy(event: BucketBankruptcy): void {
  const name = `lpForfeited[${event.params.index.toString()}]`;
  const params = new ParameterChangeParams(AJNA, "Pool.BucketBankruptcy", event.address, name);
  params.market = poolMarket(readContext(), event.address);
  params.value = event.params.lpForfeited;
  recordParameterChange(event, params);
}

/** Records that claimable reserves are offered for the protocol's token. */
export function handleKickReserveAuction(event: KickReserveAuction): void {
  const context = readContext();
  const kick = new AuctionKickParams(
    AJNA,
    "Pool.KickReserveAuction",
    AuctionKind.SURPLUS,
    poolMarket(context, event.address),
    event.address,
    event.params.currentBurnEpoch,
    quoteUnit(context, event.address),
    ajnaToken(context),
    event.params.claimableReservesRemaining,
    BigInt.zero(),
  );
  recordAuctionKick(event, kick);
}

/** Records reserves that were bought: the log states the price of one unit and what is left. */
export function handleReserveAuction(event: ReserveAuction): void {
  const number = event.params.currentBurnEpoch;
  const left = event.params.claimableReservesRemaining;
  const lot = lotOfAuction(event.address, number);
  const bought = lot === null || left.gt(lot) ? BigInt.zero() : lot.minus(left);
  const paid = wadMulUp(bought, event.params.auctionPrice);
  const log = "Pool.ReserveAuction";
  const isLast = left.isZero();
  recordAuctionTake(event, new AuctionTakeParams(AJNA, log, event.address, number, left, paid, isLast));
}
