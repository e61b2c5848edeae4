import { BigInt } from "@graphprotocol/graph-ts";
import {
  LogDeleveraged,
  LogDeleveragingOperatorSet,
} from "../../../generated/DydxV1P1Deleveraging/P1Deleveraging";
import { recordDeleveraging } from "../../actions/record-deleveraging";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { readContext } from "../../context";
import { wadMul } from "../../math/wad";
import { DeleveragingParams } from "../../params/deleveraging-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { DYDX_V1, deleveraging, marginToken, perpetualMarket } from "./dydx-v1";
import { gainOf, takenMargin } from "./taken-margin";

/** Records that an account took over a bankrupt one with its negative worth, which is what the taker lost. */
export function handleDeleveraged(event: LogDeleveraged): void {
  const context = readContext();
  const params = new DeleveragingParams(
    DYDX_V1,
    "P1Deleveraging.LogDeleveraged",
    perpetualMarket(context),
    event.params.taker,
    event.params.amount,
    marginToken(context),
    deleveraging(event.address, context),
  );
  params.maker = event.params.maker;
  const margin = takenMargin(event, event.params.maker, event.params.taker, context);
  params.notional = margin;
  if (margin !== null) params.haircut = haircutOf(event, margin);
  recordDeleveraging(event, params);
}

/** Records who may deleverage without marking an account half an hour ahead. */
export function handleDeleveragingOperatorSet(event: LogDeleveragingOperatorSet): void {
  const log = "P1Deleveraging.LogDeleveragingOperatorSet";
  const params = new ParameterChangeParams(DYDX_V1, log, event.address, "deleveragingOperator");
  params.raw = event.params.deleveragingOperator;
  recordParameterChange(event, params);
}

/** A rounding of the contracts may leave a taker one unit ahead: then nothing was lost. */
function haircutOf(event: LogDeleveraged, margin: BigInt): BigInt {
  const value = wadMul(event.params.amount, event.params.oraclePrice);
  const gain = gainOf(value, margin, event.params.isBuy);
  return gain.lt(BigInt.zero()) ? gain.neg() : BigInt.zero();
}
