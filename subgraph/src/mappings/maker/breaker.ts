import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { recordStatusChange } from "../../actions/record-status-change";
import { BalanceSource, LossLayerKind, MechanismKind, OperatingStatus } from "../../constants";
import { NO_KEY } from "../../ids";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { MAKER } from "./maker";

/**
 * Records the level of a Clipper's circuit breaker as the status of its auctions: any level above zero stops new ones.
 *
 * @param level - 0 runs; 1 stops new auctions, higher ones also restarts and purchases.
 */
export function recordBreaker(event: ethereum.Event, log: string, market: MarketParams, level: BigInt): void {
  const auctions = new BackstopParams(
    MAKER,
    event.address,
    NO_KEY,
    `Collateral auctions of ${market.name}`,
    MechanismKind.AUCTION,
    LossLayerKind.POSITION_MARGIN,
    0,
    BalanceSource.FLOWS,
  );
  auctions.market = market;
  const status = level.isZero() ? OperatingStatus.ACTIVE : OperatingStatus.PAUSED;
  const params = new StatusChangeParams(MAKER, log, auctions, status);
  params.reason = `stopped = ${level.toString()}`;
  recordStatusChange(event, params);
}
