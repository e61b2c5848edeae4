import { Bytes } from "@graphprotocol/graph-ts";
import { LossLayerKind, MarketKind, MechanismKind, PriceSource } from "../../constants";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";
import { PriceFeedParams } from "../../params/price-feed-params";

/** Decimals of debt tokens, of collateral and of prices in all systems of this kind. */
export const SYSTEM_DECIMALS: i32 = 18;

/** A market of collateralised debt (troves) with the stability pool that cancels liquidated debt. */
export class StabilitySystem {
  market: MarketParams;
  pool: BackstopParams;
  /** Null when the system has no feed that emits events. */
  feed: PriceFeedParams | null = null;

  /**
   * @param protocol - Slug of the protocol.
   * @param troveManager - Contract that keeps the troves; also the market's key.
   * @param stabilityPool - Contract that holds the pool's capital.
   * @param balanceSource - One of BalanceSource.
   */
  constructor(
    public protocol: string,
    public troveManager: Bytes,
    public stabilityPool: Bytes,
    public collateral: AssetParams,
    public debt: AssetParams,
    balanceSource: string,
  ) {
    const symbol = collateral.symbol;
    const name = symbol === null ? troveManager.toHexString() : symbol;
    this.market = new MarketParams(protocol, troveManager, MarketKind.CDP_COLLATERAL, name, troveManager);
    this.market.collateral = collateral;
    this.market.debt = debt;
    this.pool = poolOf(this.market, stabilityPool, balanceSource);
  }

  /** Says which contract prices the collateral. */
  setFeed(contract: Bytes): void {
    this.feed = this.feedAt(contract);
    this.market.feed = this.feed;
  }

  /** The feed of a contract that prices the collateral in US dollars. */
  feedAt(contract: Bytes): PriceFeedParams {
    const source = PriceSource.PROTOCOL;
    return new PriceFeedParams(this.protocol, contract, source, this.collateral, "USD", SYSTEM_DECIMALS);
  }
}

function poolOf(market: MarketParams, stabilityPool: Bytes, balanceSource: string): BackstopParams {
  const pool = new BackstopParams(
    market.protocol,
    stabilityPool,
    NO_KEY,
    `${market.name} stability pool`,
    MechanismKind.STABILITY_POOL,
    LossLayerKind.STABILITY_POOL,
    1,
    balanceSource,
  );
  pool.market = market;
  return pool;
}
