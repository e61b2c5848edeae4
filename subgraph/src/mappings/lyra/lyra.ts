import { Bytes } from "@graphprotocol/graph-ts";
import {
  AssetKind,
  BalanceSource,
  LossLayerKind,
  MarketKind,
  MechanismKind,
  OptionSide,
  OptionType,
} from "../../constants";
import { SourceContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const LYRA = "lyra";
/** Decimals of both tokens, of strikes and of volatilities. */
export const DECIMALS: i32 = 18;

/** The contract's `OptionType`, from the trader's side. */
export namespace TraderType {
  export const LONG_CALL: i32 = 0;
  export const LONG_PUT: i32 = 1;
  export const SHORT_CALL_BASE: i32 = 2;
  export const SHORT_CALL_QUOTE: i32 = 3;
  export const SHORT_PUT_QUOTE: i32 = 4;
}

/** One option market: the contracts and tokens that its sources state. */
export class LyraMarket {
  base: AssetParams;
  quote: AssetParams;
  market: MarketParams;
  pool: BackstopParams;

  constructor(context: SourceContext) {
    this.base = token(context, "base");
    this.quote = token(context, "quote");
    this.market = optionsMarket(context, this.base, this.quote);
    this.pool = liquidityPool(context.bytes("liquidityPool"), this.market);
  }

  /** What the collateral of a seller's position is counted in; buyers pledge nothing. */
  collateralOf(type: i32): AssetParams {
    return type == TraderType.SHORT_CALL_BASE ? this.base : this.quote;
  }
}

/** Returns whether the contract knows the type. */
export function isTraderType(type: i32): bool {
  return type >= TraderType.LONG_CALL && type <= TraderType.SHORT_PUT_QUOTE;
}

/** Returns the type of the option that a trader holds or sold. */
export function optionTypeOf(type: i32): string {
  return type == TraderType.LONG_PUT || type == TraderType.SHORT_PUT_QUOTE ? OptionType.PUT : OptionType.CALL;
}

/** Returns the pool's side of a trader's position: it wrote what traders hold and holds what they wrote. */
export function poolSideOf(type: i32): string {
  return type < TraderType.SHORT_CALL_BASE ? OptionSide.SHORT : OptionSide.LONG;
}

function token(context: SourceContext, key: string): AssetParams {
  return new AssetParams(context.bytes(key), AssetKind.ERC20, context.string(`${key}Symbol`), DECIMALS);
}

function optionsMarket(context: SourceContext, base: AssetParams, quote: AssetParams): MarketParams {
  const contract: Bytes = context.bytes("optionMarket");
  const name = `${context.string("baseSymbol")} options`;
  const market = new MarketParams(LYRA, contract, MarketKind.OPTION_UNDERLYING, name, contract);
  market.collateral = base;
  market.debt = quote;
  return market;
}

/** The pool that is the other side of all positions of a market. */
function liquidityPool(contract: Bytes, market: MarketParams): BackstopParams {
  const backstop = new BackstopParams(
    LYRA,
    contract,
    NO_KEY,
    `${market.name} liquidity pool`,
    MechanismKind.PUT_OPTION_BACKSTOP,
    LossLayerKind.OPTION_PAYOFF,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = market;
  return backstop;
}
