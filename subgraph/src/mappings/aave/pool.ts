import { DeficitCovered, DeficitCreated, LiquidationCall } from "../../../generated/AavePool/Pool";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordLiquidation } from "../../actions/record-liquidation";
import { DeficitAction, LiquidationMode } from "../../constants";
import { readContext } from "../../context";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { AAVE, deficitPayer, knownReserveMarket, unnamedToken } from "./aave";

/**
 * Records a liquidation. What the collateral did not cover is the deficit that the pool recognised just before, in
 * the same transaction; a pool before Aave v3.3 recognises none.
 */
export function handleLiquidationCall(event: LiquidationCall): void {
  const debtAsset = event.params.debtAsset;
  const params = new LiquidationParams(
    AAVE,
    "Pool.LiquidationCall",
    knownReserveMarket(event.address, debtAsset),
    LiquidationMode.DIRECT,
    event.params.user,
    unnamedToken(debtAsset),
    event.params.debtToCover,
  );
  params.liquidator = event.params.liquidator;
  params.collateral = unnamedToken(event.params.collateralAsset);
  params.collateralSeized = event.params.liquidatedCollateralAmount;
  params.isLossInDeficit = true;
  params.isDeficitComplete = readContext().hasReached("deficitsFromBlock", event);
  recordLiquidation(event, params);
}

/** Records bad debt: the user has no collateral left, and the pool burnt the rest of the debt. */
export function handleDeficitCreated(event: DeficitCreated): void {
  const token = unnamedToken(event.params.debtAsset);
  const step = new DeficitStep(DeficitAction.CREATED, event.params.amountCreated);
  step.account = event.params.user;
  const deficit = new DeficitParams(knownReserveMarket(event.address, token.id), token, [step]);
  recordDeficitChange(event, new DeficitChangeParams(AAVE, "Pool.DeficitCreated", deficit));
}

/** Records that the account which the protocol names for it paid a part of a reserve's deficit. */
export function handleDeficitCovered(event: DeficitCovered): void {
  const token = unnamedToken(event.params.reserve);
  const step = new DeficitStep(DeficitAction.COVERED, event.params.amountCovered);
  step.account = event.params.caller;
  step.payer = deficitPayer(event.params.caller);
  const deficit = new DeficitParams(knownReserveMarket(event.address, token.id), token, [step]);
  recordDeficitChange(event, new DeficitChangeParams(AAVE, "Pool.DeficitCovered", deficit));
}
