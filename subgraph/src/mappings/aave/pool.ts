import { DeficitCovered, DeficitCreated, LiquidationCall } from "../../../generated/AavePool/Pool";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordLiquidation } from "../../actions/record-liquidation";
import { DeficitAction, LiquidationMode } from "../../constants";
import { readContext } from "../../context";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { AAVE, deficitPayer, knownReserveMarket, unnamedToken } from "./aave";
import { isPendingCover } from "./cover";

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

/**
 * Records that the account which the protocol names for it paid a part of a reserve's deficit. Where Umbrella pays
 * with slashed stake, stakers have taken the loss when they were slashed: it is paid, and no layer takes it again.
 */
export function handleDeficitCovered(event: DeficitCovered): void {
  const payer = event.params.caller;
  const token = unnamedToken(event.params.reserve);
  const amount = event.params.amountCovered;
  const steps: Array<DeficitStep> = [];
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  covered.account = payer;
  if (isPendingCover(event, payer, event.params.reserve)) {
    steps.push(new DeficitStep(DeficitAction.UNPENDING, amount));
  } else {
    covered.payer = deficitPayer(payer);
  }
  steps.push(covered);
  const deficit = new DeficitParams(knownReserveMarket(event.address, token.id), token, steps);
  recordDeficitChange(event, new DeficitChangeParams(AAVE, "Pool.DeficitCovered", deficit));
}
