import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const AAVE = "aave";

/** A reserve's token, as an event that states only its address knows it. */
export function unnamedToken(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/**
 * Market of one reserve of one pool.
 *
 * @param name - The token's ticker, or its address where the ticker is unknown.
 */
export function reserveMarket(pool: Bytes, token: AssetParams, name: string): MarketParams {
  const market = new MarketParams(AAVE, pool.concat(token.id), MarketKind.LENDING_RESERVE, name, pool);
  market.collateral = token;
  market.debt = token;
  return market;
}

/** Market of a reserve that `ReserveInitialized` has named before. */
export function knownReserveMarket(pool: Bytes, token: Bytes): MarketParams {
  return reserveMarket(pool, unnamedToken(token), token.toHexString());
}

/** Whoever pays deficits of a pool: the account that the protocol names for it. What it holds is not indexed. */
export function deficitPayer(payer: Bytes): BackstopParams {
  return new BackstopParams(
    AAVE,
    payer,
    NO_KEY,
    `Deficit coverage by ${payer.toHexString()}`,
    MechanismKind.STAKED_SAFETY_MODULE,
    LossLayerKind.DEFICIT_OFFSET,
    1,
    BalanceSource.PARTIAL,
  );
}
