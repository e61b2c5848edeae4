import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Auction, Liquidation, Protocol } from "../../generated/schema";
import { createdInTransaction } from "../accounting/apply-deficit-step";
import { totalAbsorbed } from "../accounting/total-absorbed";
import { SkipReason } from "../constants";
import { auctionId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { LiquidationParams } from "../params/liquidation-params";
import { loadAuction } from "../store/auction";
import { loadDeficit } from "../store/deficit";
import { createLiquidation } from "../store/liquidation";
import { createLiquidationPoint } from "../store/liquidation-point";
import { loadOrCreateMarket } from "../store/market";
import { writeEffects } from "./write-effects";
import { writeSkip } from "./write-skip";

/**
 * Writes a liquidation with all that follows from it. The caller holds the protocol, counts the log and saves it.
 */
export function writeLiquidation(event: ethereum.Event, protocol: Protocol, params: LiquidationParams): void {
  const auction = namedAuction(event, protocol, params);
  const market = loadOrCreateMarket(params.market, event);
  market.liquidationCount = market.liquidationCount.plus(BigInt.fromI32(1));
  market.save();
  const absorbed = totalAbsorbed(params).plus(params.absorbedLater);
  const loss = lossOf(event, params);
  const liquidation = createLiquidation(event, protocol.id, market.id, params, auction, loss, absorbed);
  createLiquidationPoint(liquidation);
  if (auction !== null) linkAuction(event, auction, liquidation);
  for (let i = 0; i < params.deficits.length; i++) {
    if (!params.deficits[i].isEarlier) params.deficits[i].loss = liquidation.id;
  }
  writeEffects(event, protocol, params, market.id, liquidation.id);
}

function namedAuction(event: ethereum.Event, protocol: Protocol, params: LiquidationParams): Auction | null {
  const contract = params.auctionContract;
  const number = params.auctionNumber;
  if (contract === null || number === null) return null;
  const auction = loadAuction(auctionId(contract, number));
  if (auction !== null && auction.protocol.equals(protocol.id)) return auction;
  reportUnknownAuction(event, protocol, params.log, contract, number);
  return null;
}

function reportUnknownAuction(
  event: ethereum.Event,
  protocol: Protocol,
  log: string,
  contract: Bytes,
  number: BigInt,
): void {
  const detail = `Auction ${number.toString()} of ${contract.toHexString()} was never seen to start`;
  writeSkip(event, protocol, log, SkipReason.UNKNOWN_PARENT, detail);
}

function lossOf(event: ethereum.Event, params: LiquidationParams): BigInt | null {
  const stated = params.loss;
  if (!params.isLossInDeficit) return stated;
  const deficit = loadDeficit(params.market.id, params.debt.id);
  const created = createdInTransaction(deficit, params.account, event);
  if (created.isZero() && !params.isDeficitComplete) return stated;
  return stated === null ? created : stated.plus(created);
}

function linkAuction(event: ethereum.Event, auction: Auction, liquidation: Liquidation): void {
  auction.debt = liquidation.debtRepaid;
  auction.liquidation = liquidation.id;
  auction.updatedOrdinal = ordinalOf(event);
  auction.save();
}
