import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const RESERVE = "reserve";

/** A token that an earlier event has named. */
export function knownToken(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/**
 * One RToken with its basket: losses of all its collateral are one.
 *
 * @param name - The token's ticker, or its address where the ticker is unknown.
 */
export function rTokenMarket(rToken: AssetParams, name: string): MarketParams {
  const market = new MarketParams(RESERVE, rToken.id, MarketKind.SYSTEM, name, rToken.id);
  market.debt = rToken;
  return market;
}

/** An RToken that its creation has named before. */
export function knownRToken(rToken: Bytes): MarketParams {
  return rTokenMarket(knownToken(rToken), rToken.toHexString());
}

/**
 * RSR staked behind one RToken. The contract states its shares and their worth; seizures are what the worth lost.
 *
 * @param name - For the first event that names it.
 */
export function stakedRsr(contract: Bytes, market: MarketParams, name: string): BackstopParams {
  const backstop = new BackstopParams(
    RESERVE,
    contract,
    NO_KEY,
    name,
    MechanismKind.STAKED_SAFETY_MODULE,
    LossLayerKind.STAKED_FIRST_LOSS,
    1,
    BalanceSource.SNAPSHOT,
  );
  backstop.market = market;
  return backstop;
}
