import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Trade } from "../../../generated/LyraOptionMarket/OptionMarket";
import { recordHoldingTrade } from "../../actions/record-holding-trade";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { FlowCause, LiquidationMode, OptionAction, OptionSide, SkipReason } from "../../constants";
import { optionHoldingId } from "../../ids";
import { wadMul } from "../../math/wad";
import { FlowParams } from "../../params/flow-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { HoldingTradeParams } from "../../params/option-holding-params";
import { SkipParams } from "../../params/skip-params";
import { isTraderType, LYRA, LyraMarket, poolSideOf, TraderType } from "./lyra";
import { keyed, parameter } from "./parameter";
import { borneByPool, moving, quoteIn, quoteOut, withAccount } from "./pool-flow";

const LOG = "OptionMarket.Trade";
/** The contract's `TradeDirection`, in its order. */
const ACTIONS = [OptionAction.OPEN, OptionAction.CLOSE, OptionAction.LIQUIDATE];
/** Places of the new volatilities in a TradeResult. */
const NEW_BASE_IV = 21;
const NEW_SKEW = 22;

/** Records a trade with what the pool receives or pays for it, the volatilities that it leaves, and a liquidation. */
export function recordTrade(event: Trade, lyra: LyraMarket, optionToken: Bytes): void {
  const stated = event.params;
  if (!isTraderType(stated.optionType) || stated.tradeDirection >= ACTIONS.length) {
    const detail = `Expected type 0-4 and direction 0-2, got ${stated.optionType.toString()} and ${stated.tradeDirection.toString()}`;
    recordSkippedEvent(event, new SkipParams(LYRA, LOG, SkipReason.OUT_OF_RANGE, detail));
    return;
  }
  const params = new HoldingTradeParams(
    LYRA,
    LOG,
    optionHoldingId(LYRA, optionToken, stated.positionId),
    ACTIONS[stated.tradeDirection],
    stated.trader,
    poolSideOf(stated.optionType),
    stated.amount,
  );
  params.premiumAsset = lyra.quote;
  params.premium = premiumOf(event);
  params.fee = stated.reservedFee;
  params.expiry = stated.expiry;
  addVolatilities(params, event, lyra);
  if (params.action == OptionAction.LIQUIDATE) params.liquidation = liquidationOf(event, lyra);
  else params.flows = flowsOf(event, lyra);
  recordHoldingTrade(event, params);
}

/** Returns whether the trader pays: a buyer who opens, or a seller who closes. */
function isPaidByTrader(event: Trade): boolean {
  const isLong = poolSideOf(event.params.optionType) == OptionSide.SHORT;
  return isLong == (ACTIONS[event.params.tradeDirection] == OptionAction.OPEN);
}

/** What a trader pays includes the reserved fee, which goes past the pool; what a trader receives is without it. */
function premiumOf(event: Trade): BigInt {
  const cost = event.params.totalCost;
  return isPaidByTrader(event) ? cost.minus(event.params.reservedFee) : cost;
}

function flowsOf(event: Trade, lyra: LyraMarket): Array<FlowParams> {
  const trader = event.params.trader;
  const premium = premiumOf(event);
  if (isPaidByTrader(event)) return moving([withAccount(quoteIn(lyra, FlowCause.PREMIUM, premium), trader)]);
  return moving([
    withAccount(quoteOut(lyra, FlowCause.PREMIUM, premium), trader),
    withAccount(quoteOut(lyra, FlowCause.FEE, event.params.reservedFee), lyra.market.contract),
  ]);
}

/** Adds the volatilities after the last order; a trade that only moves collateral has no order. */
function addVolatilities(params: HoldingTradeParams, event: Trade, lyra: LyraMarket): void {
  const results = event.params.tradeResults;
  if (results.length == 0) return;
  const last = results[results.length - 1];
  params.impliedVolatility = wadMul(last[NEW_BASE_IV], last[NEW_SKEW]);
  params.parameters = [parameter(lyra, LOG, keyed("skew", event.params.strikeId), last[NEW_SKEW])];
  params.boardParameters = [parameter(lyra, LOG, "baseIv", last[NEW_BASE_IV])];
}

/** The liquidation of a seller. What the pool receives in base is sold first, which another log states. */
function liquidationOf(event: Trade, lyra: LyraMarket): LiquidationParams {
  const stated = event.params;
  const params = new LiquidationParams(
    LYRA,
    LOG,
    lyra.market,
    LiquidationMode.CLOSE_OUT,
    stated.trader,
    lyra.quote,
    stated.totalCost,
  );
  params.liquidator = stated.caller;
  params.collateral = lyra.collateralOf(stated.optionType);
  params.collateralSeized = stated.lpPremiums
    .plus(stated.lpFee)
    .plus(stated.liquidatorFee)
    .plus(stated.smFee);
  params.collateralReturned = stated.returnCollateral;
  params.loss = stated.insolventAmount;
  params.price = stated.spotPrice;
  if (!stated.insolventAmount.isZero()) {
    params.deficits = [borneByPool(lyra, lyra.quote, stated.insolventAmount, stated.trader)];
  }
  if (stated.optionType == TraderType.SHORT_CALL_BASE) return params;
  params.liquidatorFee = stated.liquidatorFee;
  const gain = withAccount(quoteIn(lyra, FlowCause.LIQUIDATION_GAIN, stated.lpPremiums), stated.trader);
  const penalty = withAccount(quoteIn(lyra, FlowCause.PENALTY, stated.lpFee), stated.trader);
  params.flows = moving([gain, penalty]);
  return params;
}
