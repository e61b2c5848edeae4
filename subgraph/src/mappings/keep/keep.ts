import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const KEEP = "keep";

/** Token that the pool holds and pays in. */
export function poolAsset(context: SourceContext): AssetParams {
  const symbol = context.string("assetSymbol");
  return new AssetParams(context.bytes("asset"), AssetKind.ERC20, symbol, context.int("assetDecimals"));
}

/** The risk that the pool insures: claims on it, in its own token. */
export function coverMarket(pool: Bytes, asset: AssetParams): MarketParams {
  const market = new MarketParams(KEEP, pool, MarketKind.COVER, "Coverage pool", pool);
  market.debt = asset;
  return market;
}

/** The coverage pool. Every flow but a plain transfer to the contract emits an event. */
export function coveragePool(pool: Bytes, asset: AssetParams): BackstopParams {
  const backstop = new BackstopParams(
    KEEP,
    pool,
    NO_KEY,
    "Coverage pool",
    MechanismKind.INSURANCE_COVER,
    LossLayerKind.INSURANCE_FUND,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = coverMarket(pool, asset);
  return backstop;
}

/**
 * A flow of the pool.
 *
 * @param amount - In units of the asset.
 * @param shares - Signed: underwriter tokens minted (+) or burnt (−).
 */
export function poolFlow(
  pool: BackstopParams,
  asset: AssetParams,
  direction: string,
  cause: string,
  amount: BigInt,
  shares: BigInt,
): FlowParams {
  const flow = new FlowParams(pool, asset, direction, cause, amount);
  flow.shares = shares;
  flow.pendingShares = BigInt.zero();
  return flow;
}
