import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  BadDebtIncreased,
  BadDebtRecovered,
  HealBorrow,
  LiquidateBorrow,
  LiquidateBorrow1,
} from "../../../generated/VenusVToken/VToken";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordLiquidation } from "../../actions/record-liquidation";
import { DeficitAction, FlowCause, FlowDirection, LiquidationMode } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { shortfallAuctions, unnamedToken, VENUS, vTokenMarket } from "./venus";

/** Records debt of an account without collateral, which becomes the market's. */
export function handleBadDebtIncreased(event: BadDebtIncreased): void {
  const step = new DeficitStep(DeficitAction.CREATED, event.params.badDebtDelta);
  step.account = event.params.borrower;
  recordDeficitChange(event, changeOf(event.address, "VToken.BadDebtIncreased", step));
}

/** Records bad debt paid by the winner of an auction: the money goes through the auctions into the market. */
export function handleBadDebtRecovered(event: BadDebtRecovered): void {
  const amount = event.params.badDebtOld.minus(event.params.badDebtNew);
  const auctions = shortfallAuctions(readContext().bytes("shortfall"));
  const step = new DeficitStep(DeficitAction.COVERED, amount);
  step.account = auctions.contract;
  step.payer = auctions;
  const params = changeOf(event.address, "VToken.BadDebtRecovered", step);
  params.flows = [
    new FlowParams(auctions, owedAsset(), FlowDirection.IN, FlowCause.AUCTION_PROCEEDS, amount),
    new FlowParams(auctions, owedAsset(), FlowDirection.OUT, FlowCause.COVERAGE, amount),
  ];
  recordDeficitChange(event, params);
}

/**
 * Records that somebody paid a part of an account's debt and took its collateral. The rest is the bad debt that the
 * market recognised right before, in the same transaction.
 */
export function handleHealBorrow(event: HealBorrow): void {
  const params = liquidationOf(event.address, "VToken.HealBorrow", event.params.borrower);
  params.debtRepaid = event.params.repayAmount;
  params.liquidator = event.params.payer;
  recordLiquidation(event, params);
}

/** Records a liquidation; the collateral is counted in vTokens of the market that secured it. */
export function handleLiquidateBorrow(event: LiquidateBorrow): void {
  const params = liquidationOf(event.address, "VToken.LiquidateBorrow", event.params.borrower);
  params.debtRepaid = event.params.repayAmount;
  params.liquidator = event.params.liquidator;
  params.collateral = unnamedToken(event.params.vTokenCollateral);
  params.collateralSeized = event.params.seizeTokens;
  recordLiquidation(event, params);
}

/** The same log in the layout of Compound v2, where nothing is indexed. */
export function handleLiquidateBorrowOfOldLayout(event: LiquidateBorrow1): void {
  const params = liquidationOf(event.address, "VToken.LiquidateBorrow", event.params.borrower);
  params.debtRepaid = event.params.repayAmount;
  params.liquidator = event.params.liquidator;
  params.collateral = unnamedToken(event.params.vTokenCollateral);
  params.collateralSeized = event.params.seizeTokens;
  recordLiquidation(event, params);
}

function owedAsset(): AssetParams {
  const context = readContext();
  return new AssetParams(context.bytes("asset"), context.string("assetKind"), null, -1);
}

function changeOf(vToken: Bytes, log: string, step: DeficitStep): DeficitChangeParams {
  const market = vTokenMarket(vToken, owedAsset(), vToken.toHexString());
  return new DeficitChangeParams(VENUS, log, new DeficitParams(market, owedAsset(), [step]));
}

/** A liquidation without amounts, whose loss is what the market recognised before it in the transaction. */
function liquidationOf(vToken: Bytes, log: string, borrower: Bytes): LiquidationParams {
  const asset = owedAsset();
  const market = vTokenMarket(vToken, asset, vToken.toHexString());
  const mode = LiquidationMode.DIRECT;
  const params = new LiquidationParams(VENUS, log, market, mode, borrower, asset, BigInt.zero());
  params.isLossInDeficit = true;
  return params;
}
