import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Auction, Liquidation } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { AssetParams } from "../params/asset-params";
import { LiquidationParams } from "../params/liquidation-params";
import { loadOrCreateAsset } from "./asset";
import { stampFact } from "./stamp";

/**
 * Writes a liquidation.
 *
 * @param auction - Auction that sells the collateral; null where there is none or it was never seen.
 * @param loss - Null while it is unknown.
 * @param absorbed - Part of the loss that layers took with the same log.
 */
export function createLiquidation(
  event: ethereum.Event,
  protocol: Bytes,
  market: Bytes,
  params: LiquidationParams,
  auction: Auction | null,
  loss: BigInt | null,
  absorbed: BigInt,
): Liquidation {
  const liquidation = new Liquidation(factId(event, FactKind.LIQUIDATION, params.firstStep));
  stampFact(liquidation, event, protocol);
  liquidation.market = market;
  liquidation.mode = params.mode;
  liquidation.account = params.account;
  liquidation.liquidator = params.liquidator;
  liquidation.collateralAsset = collateralOf(params.collateral, auction, event);
  liquidation.collateralSeized = params.collateralSeized;
  liquidation.collateralReturned = params.collateralReturned;
  liquidation.debtAsset = loadOrCreateAsset(params.debt, event).id;
  liquidation.debtRepaid = params.debtRepaid;
  liquidation.liquidatorFee = params.liquidatorFee;
  liquidation.loss = loss;
  liquidation.absorbed = absorbed;
  liquidation.unresolved = loss === null ? null : loss.minus(absorbed);
  liquidation.price = params.price;
  liquidation.auction = auction === null ? null : auction.id;
  liquidation.save();
  return liquidation;
}

function collateralOf(
  params: AssetParams | null,
  auction: Auction | null,
  event: ethereum.Event,
): Bytes | null {
  if (auction !== null) return auction.lotAsset;
  return params === null ? null : loadOrCreateAsset(params, event).id;
}
