import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, MarketKind } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const AJNA = "ajna";

/** Decimals in which pools count every amount, whatever their tokens have. */
const POOL_DECIMALS: i32 = 18;

/** What a pool lends, as it counts it. */
export function quoteUnit(context: SourceContext, pool: Bytes): AssetParams {
  const decimals = context.int("quoteDecimals");
  return unitOf(pool, context.bytes("quote"), context.string("quoteSymbol"), decimals);
}

/** What borrowers pledge, as a pool counts it: a token that is no ERC-20 counts as one whole unit. */
export function collateralUnit(context: SourceContext, pool: Bytes): AssetParams {
  const decimals = context.int("collateralDecimals");
  return unitOf(pool, context.bytes("collateral"), context.string("collateralSymbol"), decimals);
}

/** The token itself where it has the pool's decimals; a unit of the pool otherwise. */
function unitOf(pool: Bytes, token: Bytes, symbol: string, decimals: i32): AssetParams {
  if (decimals == POOL_DECIMALS) return new AssetParams(token, AssetKind.ERC20, symbol, decimals);
  return new AssetParams(pool.concat(token), AssetKind.INTERNAL, symbol, POOL_DECIMALS);
}

/** The protocol's own token, with which reserves are bought. */
export function ajnaToken(context: SourceContext): AssetParams {
  return new AssetParams(context.bytes("ajna"), AssetKind.ERC20, "AJNA", POOL_DECIMALS);
}

/** Market of one pool. */
export function poolMarket(context: SourceContext, pool: Bytes): MarketParams {
  const name = `${context.string("collateralSymbol")}/${context.string("quoteSymbol")}`;
  const market = new MarketParams(AJNA, pool, MarketKind.LENDING_RESERVE, name, pool);
  market.collateral = collateralUnit(context, pool);
  market.debt = quoteUnit(context, pool);
  return market;
}
