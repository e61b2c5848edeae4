import { BigInt } from "@graphprotocol/graph-ts";
import { LogLiquidated } from "../../../generated/DydxV1P1Liquidation/P1Liquidation";
import { recordLiquidation } from "../../actions/record-liquidation";
import { LiquidationMode } from "../../constants";
import { readContext } from "../../context";
import { wadMul } from "../../math/wad";
import { LiquidationParams } from "../../params/liquidation-params";
import { DYDX_V1, marginToken, perpetualMarket } from "./dydx-v1";
import { gainOf, takenMargin } from "./taken-margin";

/**
 * Records a liquidation. The liquidator takes over position and margin together, so that no debt is left to the system;
 * who takes over more debt than margin bears it.
 */
export function handleLiquidated(event: LogLiquidated): void {
  const context = readContext();
  const value = wadMul(event.params.amount, event.params.oraclePrice);
  const params = new LiquidationParams(
    DYDX_V1,
    "P1Liquidation.LogLiquidated",
    perpetualMarket(context),
    LiquidationMode.CLOSE_OUT,
    event.params.maker,
    marginToken(context),
    value,
  );
  params.liquidator = event.params.taker;
  params.loss = BigInt.zero();
  const margin = takenMargin(event, event.params.maker, event.params.taker, context);
  if (margin !== null) params.liquidatorFee = feeOf(gainOf(value, margin, event.params.isBuy));
  recordLiquidation(event, params);
}

function feeOf(gain: BigInt): BigInt {
  return gain.lt(BigInt.zero()) ? BigInt.zero() : gain;
}
