import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";

/** Slug of the protocol. */
export const CURVE_PEGKEEPER = "curve-pegkeeper";

/** Decimals of the token of every pool. */
export const POOL_DECIMALS: i32 = 18;

/** The stablecoin whose peg is held. */
export function peggedCoin(context: SourceContext): AssetParams {
  const symbol = context.string("peggedSymbol");
  return new AssetParams(context.bytes("pegged"), AssetKind.ERC20, symbol, context.int("peggedDecimals"));
}

/** The peg that all keepers of a stablecoin hold. */
export function pegMarket(context: SourceContext): MarketParams {
  const coin = peggedCoin(context);
  const name = context.string("peggedSymbol");
  const market = new MarketParams(CURVE_PEGKEEPER, coin.id, MarketKind.PEG, name, coin.id);
  market.debt = coin;
  return market;
}

/**
 * A keeper. Its capital is what it provided and can take back out of its pool, in the stablecoin; every change of it
 * emits an event.
 */
export function pegKeeper(context: SourceContext, keeper: Bytes): BackstopParams {
  const backstop = new BackstopParams(
    CURVE_PEGKEEPER,
    keeper,
    NO_KEY,
    `PegKeeper ${keeper.toHexString()}`,
    MechanismKind.PEG_STABILITY_MODULE,
    LossLayerKind.SURPLUS_BUFFER,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = pegMarket(context);
  return backstop;
}

/** A parameter that is a number. */
export function numberParameter(
  log: string,
  contract: Bytes,
  name: string,
  value: BigInt,
): ParameterChangeParams {
  const params = new ParameterChangeParams(CURVE_PEGKEEPER, log, contract, name);
  params.value = value;
  return params;
}

/** A parameter that is an address. */
export function addressParameter(
  log: string,
  contract: Bytes,
  name: string,
  value: Bytes,
): ParameterChangeParams {
  const params = new ParameterChangeParams(CURVE_PEGKEEPER, log, contract, name);
  params.raw = value;
  return params;
}
