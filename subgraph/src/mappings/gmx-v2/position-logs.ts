import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { recordDeleveraging } from "../../actions/record-deleveraging";
import { recordLiquidation } from "../../actions/record-liquidation";
import { recordPositionMoves } from "../../actions/record-position-moves";
import { LiquidationMode, PositionCause } from "../../constants";
import { ActionParams } from "../../params/action-params";
import { DeleveragingParams } from "../../params/deleveraging-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { PositionMove } from "../../params/position-move";
import { PositionMovesParams } from "../../params/position-moves-params";
import { deleveraging, GMX_V2, plainToken, poolMarket, positionMarket, usd } from "./gmx-v2";
import { poolLoss } from "./insolvency";
import { poolLossDeficit } from "./pool-loss-deficit";
import { PositionEvent } from "./position-event";
import { insolvencyOf, isMadeAtOnce } from "./sibling-logs";

/** Records the state of a position that its owner has enlarged. */
export function recordIncrease(event: ethereum.Event, log: string, position: PositionEvent): void {
  recordPositionMoves(event, new PositionMovesParams(GMX_V2, log, [moveOf(event, position, null)]));
}

/** Records the state of a position after a decrease, and what it was: its owner's, a liquidation, a deleveraging. */
export function recordDecrease(event: ethereum.Event, log: string, position: PositionEvent): void {
  if (position.isLiquidation()) {
    recordLiquidation(event, liquidationOf(event, log, position));
  } else if (isMadeAtOnce(event, position.orderKey)) {
    recordDeleveraging(event, deleveragingOf(event, log, position));
  } else {
    recordIncrease(event, log, position);
  }
}

function moveOf(event: ethereum.Event, position: PositionEvent, cause: string | null): PositionMove {
  const market = positionMarket(position.market, position.collateralToken, event.address);
  const move = new PositionMove(market, position.account);
  move.key = position.positionKey;
  move.collateralAfter = position.collateral;
  move.sizeAfter = position.signedSize();
  move.cause = cause;
  return move;
}

function liquidationOf(event: ethereum.Event, log: string, position: PositionEvent): LiquidationParams {
  const params = new LiquidationParams(
    GMX_V2,
    log,
    poolMarket(position.market, event.address),
    LiquidationMode.CLOSE_OUT,
    position.account,
    usd(event.address),
    position.notional(),
  );
  params.collateral = plainToken(position.collateralToken);
  params.collateralSeized = position.data.uint("collateralDeltaAmount");
  params.price = position.data.uint("collateralTokenPrice.min");
  params.loss = addLoss(event, params, position);
  params.moves = [moveOf(event, position, PositionCause.LIQUIDATION)];
  return params;
}

function deleveragingOf(event: ethereum.Event, log: string, position: PositionEvent): DeleveragingParams {
  const params = new DeleveragingParams(
    GMX_V2,
    log,
    poolMarket(position.market, event.address),
    position.account,
    position.sizeDelta,
    usd(event.address),
    deleveraging(position.market, position.isLong, event.address),
  );
  params.notional = position.notional();
  params.price = position.executionPrice;
  params.haircut = cutProfit(position);
  addLoss(event, params, position);
  params.moves = [moveOf(event, position, PositionCause.DELEVERAGING)];
  return params;
}

/** Returns what of the profit the contracts did not pay because the pool caps it; null when the event does not tell. */
function cutProfit(position: PositionEvent): BigInt | null {
  const paid = position.data.int("basePnlUsd");
  const earned = position.data.int("uncappedBasePnlUsd");
  return paid === null || earned === null ? null : earned.minus(paid);
}

/** Adds what the pool loses with a position; returns it, zero for none, null when the events do not tell. */
function addLoss(event: ethereum.Event, params: ActionParams, position: PositionEvent): BigInt | null {
  const insolvency = insolvencyOf(event, position.orderKey);
  if (insolvency === null) return BigInt.zero();
  const loss = poolLoss(insolvency);
  if (loss !== null && !loss.isZero()) params.deficits = [poolLossDeficit(position, loss, event.address)];
  return loss;
}
