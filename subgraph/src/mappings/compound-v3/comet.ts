import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  AbsorbCollateral,
  AbsorbDebt,
  BuyCollateral,
  PauseAction,
  Supply,
  SupplyCollateral,
  Transfer,
  TransferCollateral,
  Withdraw,
  WithdrawCollateral,
  WithdrawReserves,
} from "../../../generated/CompoundV3Comet/Comet";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordLiquidation } from "../../actions/record-liquidation";
import { recordMarketStatus } from "../../actions/record-market-status";
import { recordPositionMoves } from "../../actions/record-position-moves";
import { FlowCause, FlowDirection, LiquidationMode, OperatingStatus, PositionCause } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { MarketStatusParams } from "../../params/market-status-params";
import { PositionMove } from "../../params/position-move";
import { PositionMovesParams } from "../../params/position-moves-params";
import { baseMove, borrowed, repaid } from "./base-move";
import { baseAsset, baseMarket, COMPOUND_V3, collateralAsset, collateralMarket, reserves } from "./compound";
import { isPartOfOther, seizuresOf, supplyPart } from "./sibling-logs";

/** Records base tokens that came in: they repay debt first; what is left is supply, and then no debt is left. */
export function handleSupply(event: Supply): void {
  const dst = event.params.dst;
  const minted = supplyPart(event, Address.zero(), dst);
  const move = baseMove(event.address, baseAsset(readContext()), dst);
  repaid(move, event.params.amount, minted);
  recordPositionMoves(event, new PositionMovesParams(COMPOUND_V3, "Comet.Supply", [move]));
}

/** Records base tokens that went out: they are taken from supply first; what is left is borrowed. */
export function handleWithdraw(event: Withdraw): void {
  const src = event.params.src;
  const burnt = supplyPart(event, src, Address.zero());
  const move = baseMove(event.address, baseAsset(readContext()), src);
  borrowed(move, event.params.amount, burnt);
  recordPositionMoves(event, new PositionMovesParams(COMPOUND_V3, "Comet.Withdraw", [move]));
}

/**
 * Records supply that moved between accounts. What the sender borrowed for it, or the receiver repaid with it, emits no
 * event. A Transfer that belongs to another log is a part of that one.
 */
export function handleTransfer(event: Transfer): void {
  const isMint = event.params.from.equals(Address.zero());
  const account = isMint ? event.params.to : event.params.from;
  if (isPartOfOther(event, account)) return;
  const move = baseMove(event.address, baseAsset(readContext()), account);
  if (isMint) repaid(move, event.params.amount, event.params.amount);
  else move.collateralChange = event.params.amount.neg();
  recordPositionMoves(event, new PositionMovesParams(COMPOUND_V3, "Comet.Transfer", [move]));
}

/** Records pledged collateral. */
export function handleSupplyCollateral(event: SupplyCollateral): void {
  const move = collateralMove(event, event.params.dst, event.params.asset, event.params.amount);
  recordPositionMoves(event, new PositionMovesParams(COMPOUND_V3, "Comet.SupplyCollateral", [move]));
}

/** Records collateral that its owner took back. */
export function handleWithdrawCollateral(event: WithdrawCollateral): void {
  const move = collateralMove(event, event.params.src, event.params.asset, event.params.amount.neg());
  recordPositionMoves(event, new PositionMovesParams(COMPOUND_V3, "Comet.WithdrawCollateral", [move]));
}

/** Records collateral that moved between accounts. */
export function handleTransferCollateral(event: TransferCollateral): void {
  const asset = event.params.asset;
  const amount = event.params.amount;
  const from = collateralMove(event, event.params.from, asset, amount.neg());
  const to = collateralMove(event, event.params.to, asset, amount);
  recordPositionMoves(event, new PositionMovesParams(COMPOUND_V3, "Comet.TransferCollateral", [from, to]));
}

function collateralMove(
  event: ethereum.Event,
  account: Address,
  asset: Address,
  change: BigInt,
): PositionMove {
  const market = collateralMarket(event.address, baseAsset(readContext()), asset);
  const move = new PositionMove(market, account);
  move.collateralChange = change;
  move.isExact = true;
  return move;
}

/** Records collateral that the reserves took over. `usdValue` has 8 decimals of a dollar and is no amount. */
export function handleAbsorbCollateral(event: AbsorbCollateral): void {
  const asset = event.params.asset;
  const amount = event.params.collateralAbsorbed;
  const move = collateralMove(event, event.params.borrower, asset, amount.neg());
  move.cause = PositionCause.LIQUIDATION;
  const token = collateralAsset(asset);
  const flow = reserveFlow(event.address, token, FlowDirection.IN, FlowCause.LIQUIDATION_GAIN, amount);
  flow.account = event.params.borrower;
  const params = new PositionMovesParams(COMPOUND_V3, "Comet.AbsorbCollateral", [move]);
  params.flows = [flow];
  recordPositionMoves(event, params);
}

/**
 * Records that the reserves paid an account's debt at once. What the account's collateral did not cover shows only when
 * it is sold, so the loss is unknown. What was paid beyond the debt is the account's supply from now on.
 */
export function handleAbsorbDebt(event: AbsorbDebt): void {
  const borrower = event.params.borrower;
  const paid = event.params.basePaidOut;
  const kept = supplyPart(event, Address.zero(), borrower);
  const base = baseAsset(readContext());
  const market = baseMarket(event.address, base);
  const mode = LiquidationMode.ABSORPTION;
  const debt = paid.minus(kept);
  const params = new LiquidationParams(COMPOUND_V3, "Comet.AbsorbDebt", market, mode, borrower, base, debt);
  params.liquidator = event.params.absorber;
  params.liquidatorFee = BigInt.zero();
  addCollateral(params, event);
  const flow = reserveFlow(event.address, base, FlowDirection.OUT, FlowCause.COVERAGE, paid);
  flow.account = borrower;
  params.flows = [flow];
  params.moves = [absorbedMove(event.address, borrower, kept)];
  recordLiquidation(event, params);
}

/** A liquidation names one collateral; where several were taken, the flows of the reserves tell them. */
function addCollateral(params: LiquidationParams, event: AbsorbDebt): void {
  const seizures = seizuresOf(event, event.params.borrower);
  if (seizures.length != 1) return;
  params.collateral = collateralAsset(seizures[0].asset);
  params.collateralSeized = seizures[0].amount;
}

function absorbedMove(comet: Bytes, borrower: Address, kept: BigInt): PositionMove {
  const move = baseMove(comet, baseAsset(readContext()), borrower);
  move.debtAfter = BigInt.zero();
  move.collateralAfter = kept;
  move.cause = PositionCause.LIQUIDATION;
  return move;
}

/** Records that the reserves sold collateral. */
export function handleBuyCollateral(event: BuyCollateral): void {
  const comet = event.address;
  const token = collateralAsset(event.params.asset);
  const base = baseAsset(readContext());
  const amount = event.params.baseAmount;
  const sold = event.params.collateralAmount;
  const proceeds = reserveFlow(comet, base, FlowDirection.IN, FlowCause.AUCTION_PROCEEDS, amount);
  const payment = reserveFlow(comet, token, FlowDirection.OUT, FlowCause.AUCTION_PAYMENT, sold);
  proceeds.account = event.params.buyer;
  payment.account = event.params.buyer;
  recordFundFlow(event, new FundFlowParams(COMPOUND_V3, "Comet.BuyCollateral", [proceeds, payment]));
}

/** Records that governance took base tokens from the reserves. */
export function handleWithdrawReserves(event: WithdrawReserves): void {
  const base = baseAsset(readContext());
  const amount = event.params.amount;
  const flow = reserveFlow(event.address, base, FlowDirection.OUT, FlowCause.WITHDRAWAL, amount);
  flow.account = event.params.to;
  recordFundFlow(event, new FundFlowParams(COMPOUND_V3, "Comet.WithdrawReserves", [flow]));
}

function reserveFlow(
  comet: Address,
  asset: AssetParams,
  direction: string,
  cause: string,
  amount: BigInt,
): FlowParams {
  return new FlowParams(reserves(comet, baseAsset(readContext())), asset, direction, cause, amount);
}

/** Records which actions are stopped; the market works as designed when none is. */
export function handlePauseAction(event: PauseAction): void {
  const paused: Array<string> = [];
  if (event.params.supplyPaused) paused.push("supply");
  if (event.params.transferPaused) paused.push("transfer");
  if (event.params.withdrawPaused) paused.push("withdraw");
  if (event.params.absorbPaused) paused.push("absorb");
  if (event.params.buyPaused) paused.push("buy");
  const status = paused.length == 0 ? OperatingStatus.ACTIVE : OperatingStatus.PAUSED;
  const market = baseMarket(event.address, baseAsset(readContext()));
  const params = new MarketStatusParams(COMPOUND_V3, "Comet.PauseAction", market, status);
  if (paused.length > 0) params.reason = paused.join(", ");
  recordMarketStatus(event, params);
}
