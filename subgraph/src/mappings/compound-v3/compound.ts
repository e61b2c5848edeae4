import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const COMPOUND_V3 = "compound-v3";

/** The one token that a Comet lends. */
export function baseAsset(context: SourceContext): AssetParams {
  const symbol = context.string("baseSymbol");
  return new AssetParams(context.bytes("base"), AssetKind.ERC20, symbol, context.int("baseDecimals"));
}

/** A token that is pledged. Its events state neither ticker nor decimals. */
export function collateralAsset(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/** Market of a Comet's base token: supply is its collateral side, borrowing its debt. */
export function baseMarket(comet: Bytes, base: AssetParams): MarketParams {
  const symbol = base.symbol;
  const name = symbol === null ? comet.toHexString() : symbol;
  const market = new MarketParams(COMPOUND_V3, comet, MarketKind.LENDING_RESERVE, name, comet);
  market.collateral = base;
  market.debt = base;
  return market;
}

/** Market of one collateral of a Comet: what is pledged of it; the debt stands in the base token's market. */
export function collateralMarket(comet: Bytes, base: AssetParams, token: Bytes): MarketParams {
  const symbol = base.symbol;
  const name = `${symbol === null ? comet.toHexString() : symbol} / ${token.toHexString()}`;
  const market = new MarketParams(COMPOUND_V3, comet.concat(token), MarketKind.LENDING_RESERVE, name, comet);
  market.collateral = collateralAsset(token);
  market.debt = base;
  return market;
}

/**
 * What a Comet holds for itself: base tokens, and collateral taken over and not yet sold. Interest, which emits no
 * event, moves the base tokens.
 */
export function reserves(comet: Bytes, base: AssetParams): BackstopParams {
  const backstop = new BackstopParams(
    COMPOUND_V3,
    comet,
    NO_KEY,
    "Reserves",
    MechanismKind.PROTOCOL_REVENUE_SURPLUS,
    LossLayerKind.SURPLUS_BUFFER,
    1,
    BalanceSource.PARTIAL,
  );
  backstop.market = baseMarket(comet, base);
  return backstop;
}
