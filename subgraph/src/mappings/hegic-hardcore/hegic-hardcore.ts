import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const HEGIC_HARDCORE = "hegic-hardcore";

/** Token in which premiums are paid, payoffs are made and cover is kept. */
export function settlementToken(context: SourceContext): AssetParams {
  return namedToken(context.bytes("asset"), context);
}

/** The same, where the source is the token itself. */
export function namedToken(token: Bytes, context: SourceContext): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, context.string("assetSymbol"), context.int("assetDecimals"));
}

/**
 * What a strategy's price feed prices. It is no token: options are settled in cash, and their amounts are counted in a
 * unit of the strategy.
 *
 * @param symbol - Empty when unknown.
 */
export function pricedAsset(feed: Bytes, symbol: string, decimals: i32): AssetParams {
  return new AssetParams(feed, AssetKind.INTERNAL, symbol == "" ? null : symbol, decimals);
}

/** Market of the options on what one feed prices. */
export function optionsMarket(treasury: Bytes, underlying: AssetParams, token: AssetParams): MarketParams {
  const symbol = underlying.symbol;
  const name = symbol === null ? underlying.id.toHexString() : symbol;
  const kind = MarketKind.OPTION_UNDERLYING;
  const market = new MarketParams(HEGIC_HARDCORE, underlying.id, kind, `${name} options`, treasury);
  market.collateral = underlying;
  market.debt = token;
  return market;
}

/** The system behind all options of a treasury. */
export function systemMarket(treasury: Bytes, token: AssetParams): MarketParams {
  const kind = MarketKind.SYSTEM;
  const market = new MarketParams(HEGIC_HARDCORE, treasury, kind, "Operational treasury", treasury);
  market.debt = token;
  return market;
}

/** The treasury that receives premiums and pays. What is locked and what its owner takes has no log. */
export function operationalTreasury(treasury: Bytes): BackstopParams {
  return new BackstopParams(
    HEGIC_HARDCORE,
    treasury,
    NO_KEY,
    "Operational treasury",
    MechanismKind.PUT_OPTION_BACKSTOP,
    LossLayerKind.OPTION_PAYOFF,
    1,
    BalanceSource.PARTIAL,
  );
}

/** The stakers' pool that refills the treasury. */
export function stakeAndCover(pool: Bytes): BackstopParams {
  return new BackstopParams(
    HEGIC_HARDCORE,
    pool,
    NO_KEY,
    "Stake and Cover",
    MechanismKind.STAKED_SAFETY_MODULE,
    LossLayerKind.STAKED_FIRST_LOSS,
    2,
    BalanceSource.FLOWS,
  );
}
