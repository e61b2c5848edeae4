import { BigInt } from "@graphprotocol/graph-ts";
import { PositionChanged, PositionLiquidated } from "../../../generated/PerpClearingHouse/ClearingHouse";
import { recordLiquidation } from "../../actions/record-liquidation";
import { recordPositionChange } from "../../actions/record-position-change";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { LiquidationMode, PositionCause, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { LiquidationParams } from "../../params/liquidation-params";
import { PositionChangeParams } from "../../params/position-change-params";
import { SkipParams } from "../../params/skip-params";
import { closingBadDebt } from "./closing-bad-debt";
import { accountingUnit, ammMarket, PERP, paidBadDebt } from "./perp";

const LIQUIDATED = "ClearingHouse.PositionLiquidated";

/** Records a position after a change; bad debt that it leaves outside a liquidation is paid by the fund. */
export function handlePositionChanged(event: PositionChanged): void {
  const context = readContext();
  const unit = accountingUnit(event.address, context);
  const market = ammMarket(event.params.amm, unit);
  const trader = event.params.trader;
  const params = new PositionChangeParams(
    PERP,
    "ClearingHouse.PositionChanged",
    market,
    trader,
    causeOf(event),
    event.params.margin,
    BigInt.zero(),
  );
  params.size = event.params.positionSizeAfter;
  params.isClosed = event.params.positionSizeAfter.isZero();
  const badDebt = event.params.badDebt;
  if (!isLiquidation(event) && !badDebt.isZero()) {
    params.deficits = [paidBadDebt(market, unit, context.bytes("insuranceFund"), trader, badDebt)];
  }
  recordPositionChange(event, params);
}

/** Records a liquidation with all the bad debt it leaves; half of the fee goes to the liquidator, as stated. */
export function handlePositionLiquidated(event: PositionLiquidated): void {
  const closing = closingBadDebt(event);
  if (closing === null) {
    const detail = "Expected PositionChanged of the same position after it in the transaction, got none";
    recordSkippedEvent(event, new SkipParams(PERP, LIQUIDATED, SkipReason.UNDECODABLE, detail));
    return;
  }
  recordLiquidation(event, liquidationParams(event, closing.plus(event.params.badDebt)));
}

function liquidationParams(event: PositionLiquidated, badDebt: BigInt): LiquidationParams {
  const context = readContext();
  const unit = accountingUnit(event.address, context);
  const market = ammMarket(event.params.amm, unit);
  const trader = event.params.trader;
  const notional = event.params.positionNotional;
  const mode = LiquidationMode.CLOSE_OUT;
  const params = new LiquidationParams(PERP, LIQUIDATED, market, mode, trader, unit, notional);
  params.liquidator = event.params.liquidator;
  params.liquidatorFee = event.params.liquidationFee;
  params.loss = badDebt;
  if (!badDebt.isZero()) {
    params.deficits = [paidBadDebt(market, unit, context.bytes("insuranceFund"), trader, badDebt)];
  }
  return params;
}

/** A liquidation takes a penalty; nothing else does. */
function isLiquidation(event: PositionChanged): bool {
  return !event.params.liquidationPenalty.isZero();
}

function causeOf(event: PositionChanged): string {
  if (isLiquidation(event)) return PositionCause.LIQUIDATION;
  if (event.params.positionSizeAfter.isZero()) return PositionCause.CLOSE;
  const isNew = event.params.positionSizeAfter.equals(event.params.exchangedPositionSize);
  return isNew ? PositionCause.OPEN : PositionCause.ADJUST;
}
