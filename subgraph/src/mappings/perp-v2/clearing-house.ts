import { BigInt } from "@graphprotocol/graph-ts";
import {
  PositionChanged,
  PositionClosed,
  PositionLiquidated,
} from "../../../generated/PerpV2ClearingHouse/ClearingHouse";
import { recordOverdraftLiquidation } from "../../actions/record-overdraft-liquidation";
import { recordPositionMoves } from "../../actions/record-position-moves";
import { LiquidationMode, PositionCause } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { LiquidationParams } from "../../params/liquidation-params";
import { PositionMove } from "../../params/position-move";
import { PositionMovesParams } from "../../params/position-moves-params";
import { lossOf } from "./bad-debt";
import { accountingUnit, baseMarket, fundAccount, PERP_V2 } from "./perp-v2";
import { badDebtAfter, fundPart, isLiquidated } from "./sibling-logs";

/** Records the change of a taker's position. Liquidity that only collects its fees changes none. */
export function handlePositionChanged(event: PositionChanged): void {
  const change = event.params.exchangedPositionSize;
  if (change.isZero()) return;
  const context = readContext();
  const move = new PositionMove(baseMarket(event.params.baseToken, context), event.params.trader);
  move.sizeChange = change;
  const isFree = event.params.fee.isZero();
  if (isFree && isLiquidated(event, event.params.trader, event.params.baseToken)) {
    move.cause = PositionCause.LIQUIDATION;
  }
  recordPositionMoves(event, new PositionMovesParams(PERP_V2, "ClearingHouse.PositionChanged", [move]));
}

/** Records that a position ended at the price of a closed market. */
export function handlePositionClosed(event: PositionClosed): void {
  const move = new PositionMove(baseMarket(event.params.baseToken, readContext()), event.params.trader);
  move.sizeChange = event.params.closedPositionSize.neg();
  move.cause = PositionCause.CLOSE;
  recordPositionMoves(event, new PositionMovesParams(PERP_V2, "ClearingHouse.PositionClosed", [move]));
}

/** Records a liquidation with the bad debt that the vault settles right after it. */
export function handlePositionLiquidated(event: PositionLiquidated): void {
  const context = readContext();
  const params = liquidationOf(event, context);
  params.liquidator = event.params.liquidator;
  params.liquidatorFee = event.params.liquidationFee.minus(fundPart(event, context));
  const loss = lossOf(event, params, badDebtAfter(event, event.params.trader, context), context);
  recordOverdraftLiquidation(event, params, fundAccount(context), null, loss);
}

function liquidationOf(event: PositionLiquidated, context: SourceContext): LiquidationParams {
  const notional: BigInt = event.params.positionNotional;
  return new LiquidationParams(
    PERP_V2,
    "ClearingHouse.PositionLiquidated",
    baseMarket(event.params.baseToken, context),
    LiquidationMode.CLOSE_OUT,
    event.params.trader,
    accountingUnit(context),
    notional,
  );
}
