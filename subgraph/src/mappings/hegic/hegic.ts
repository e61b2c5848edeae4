import { Address, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const HEGIC = "hegic";

/** The one asset of a pool: underlying, collateral, premium and payoff of its options. */
export function poolAsset(context: SourceContext): AssetParams {
  const id = context.bytes("asset");
  const kind = id.equals(Address.zero()) ? AssetKind.NATIVE : AssetKind.ERC20;
  return new AssetParams(id, kind, context.string("assetSymbol"), context.int("assetDecimals"));
}

/**
 * Market of the options on one asset.
 *
 * @param options - Contract that sells them.
 */
export function optionsMarket(options: Bytes, asset: AssetParams): MarketParams {
  const name = `${symbolOf(asset)} options`;
  const market = new MarketParams(HEGIC, options, MarketKind.OPTION_UNDERLYING, name, options);
  market.collateral = asset;
  market.debt = asset;
  return market;
}

/** The pool that writes the options of a market. */
export function liquidityPool(pool: Bytes, market: MarketParams, asset: AssetParams): BackstopParams {
  const backstop = new BackstopParams(
    HEGIC,
    pool,
    NO_KEY,
    `${symbolOf(asset)} liquidity pool`,
    MechanismKind.PUT_OPTION_BACKSTOP,
    LossLayerKind.OPTION_PAYOFF,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = market;
  return backstop;
}

function symbolOf(asset: AssetParams): string {
  const symbol = asset.symbol;
  return symbol === null ? "" : symbol;
}
