import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const VENUS = "venus";

/** A token of which only the address is known. */
export function unnamedToken(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/** Pool of markets under one comptroller, which auctions and the risk fund answer for as a whole. */
export function poolMarket(comptroller: Bytes): MarketParams {
  const name = `Pool ${comptroller.toHexString()}`;
  return new MarketParams(VENUS, comptroller, MarketKind.SYSTEM, name, comptroller);
}

/**
 * Market of one vToken.
 *
 * @param asset - What is lent and owed.
 * @param name - The vToken's ticker, or its address.
 */
export function vTokenMarket(vToken: Bytes, asset: AssetParams, name: string): MarketParams {
  const market = new MarketParams(VENUS, vToken, MarketKind.LENDING_RESERVE, name, vToken);
  market.debt = asset;
  return market;
}

/** Part of the risk fund that is set aside for one pool. Every change of it emits a log. */
export function riskFund(fund: Bytes, comptroller: Bytes): BackstopParams {
  const backstop = new BackstopParams(
    VENUS,
    fund,
    comptroller,
    `Risk fund of pool ${comptroller.toHexString()}`,
    MechanismKind.STATIC_INSURANCE_FUND,
    LossLayerKind.INSURANCE_FUND,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = poolMarket(comptroller);
  return backstop;
}

/** Auctions of the risk fund against bad debt. What they hold meanwhile, the bids, emits no log of its own. */
export function shortfallAuctions(shortfall: Bytes): BackstopParams {
  return new BackstopParams(
    VENUS,
    shortfall,
    NO_KEY,
    "Shortfall auctions",
    MechanismKind.RECAPITALISATION,
    LossLayerKind.AUCTION_RECAP,
    2,
    BalanceSource.PARTIAL,
  );
}

/** Token in which the risk fund pays bidders. */
export function riskAsset(context: SourceContext): AssetParams {
  const symbol = context.string("riskAssetSymbol");
  return new AssetParams(
    context.bytes("riskAsset"),
    AssetKind.ERC20,
    symbol,
    context.int("riskAssetDecimals"),
  );
}
