import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { AssetKind, DeficitAction, LiquidationMode, LossLayerKind, PositionCause } from "../constants";
import { AssetParams } from "../params/asset-params";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { LendingLiquidationParams } from "../params/lending-liquidation-params";
import { LiquidationParams } from "../params/liquidation-params";
import { loadLendingState } from "../store/lending-state";
import { loadMarket } from "../store/market";
import { loadOrCreateProtocol } from "../store/protocol";
import { recordLiquidation } from "./record-liquidation";
import { writeLendingChange } from "./write-lending-change";

/** Records a liquidation, its position, and the bad debt that the lenders take at once. */
export function recordLendingLiquidation(event: ethereum.Event, params: LendingLiquidationParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const claims = claimsOf(params.market.id);
  const isApplied = writeLendingChange(event, protocol, params, PositionCause.LIQUIDATION);
  protocol.save();
  const market = loadMarket(params.market.id);
  if (!isApplied || market === null) return;
  const liquidation = liquidationOf(
    params,
    assetOf(market.debtAsset, params),
    assetOf(market.collateralAsset, params),
  );
  const bad = new DeficitStep(DeficitAction.CREATED, params.badDebt);
  const spread = new DeficitStep(DeficitAction.SOCIALISED, params.badDebt);
  bad.account = params.account;
  spread.layer = LossLayerKind.SOCIALISED;
  spread.rank = 1;
  spread.claimsBefore = claims;
  if (!params.badDebt.isZero()) {
    liquidation.deficits = [new DeficitParams(params.market, liquidation.debt, [bad, spread])];
  }
  recordLiquidation(event, liquidation);
}

function claimsOf(market: Bytes): BigInt | null {
  const totals = loadLendingState(market);
  if (totals === null) return null;
  return totals.suppliedAssets;
}

function liquidationOf(
  params: LendingLiquidationParams,
  debt: AssetParams,
  collateral: AssetParams,
): LiquidationParams {
  const liquidation = new LiquidationParams(
    params.protocol,
    params.log,
    params.market,
    LiquidationMode.DIRECT,
    params.liquidated,
    debt,
    params.debtRepaid,
  );
  liquidation.liquidator = params.liquidator;
  liquidation.collateral = collateral;
  liquidation.collateralSeized = params.seized;
  liquidation.loss = params.badDebt;
  return liquidation;
}

/** An asset that the market named before; a market that names none is its own unit. */
function assetOf(asset: Bytes | null, params: LendingLiquidationParams): AssetParams {
  const id = asset === null ? params.market.contract : asset;
  return new AssetParams(id, AssetKind.ERC20, null, -1);
}
