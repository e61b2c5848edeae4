import { Address, Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const GMX_V2 = "gmx-v2";

/** Decimals of dollars in GMX. */
const USD_DECIMALS: i32 = 30;

/** Dollars as the contracts count them; no contract keeps them, so the emitter stands for them. */
export function usd(emitter: Bytes): AssetParams {
  return new AssetParams(emitter, AssetKind.INTERNAL, "USD", USD_DECIMALS);
}

/** A token of a market; its events state neither ticker nor decimals. */
export function plainToken(token: Bytes): AssetParams {
  return new AssetParams(token, AssetKind.ERC20, null, -1);
}

/** Market of one pool, named by its market token. Losses are counted in dollars. */
export function poolMarket(market: Address, emitter: Bytes): MarketParams {
  const params = new MarketParams(GMX_V2, market, MarketKind.PERPETUAL, market.toHexString(), market);
  params.debt = usd(emitter);
  return params;
}

/** Market of the positions of a pool that have one collateral token. */
export function positionMarket(market: Address, collateral: Address, emitter: Bytes): MarketParams {
  const name = `${market.toHexString()} / ${collateral.toHexString()}`;
  const key = market.concat(collateral);
  const params = new MarketParams(GMX_V2, key, MarketKind.PERPETUAL, name, market);
  params.collateral = plainToken(collateral);
  params.debt = usd(emitter);
  return params;
}

/** Deleveraging of the longs or the shorts of a pool, which keepers may do while it is enabled. */
export function deleveraging(market: Address, isLong: bool, emitter: Bytes): BackstopParams {
  const side = isLong ? "longs" : "shorts";
  const backstop = new BackstopParams(
    GMX_V2,
    market,
    Bytes.fromUTF8(side),
    `Deleveraging of ${side}`,
    MechanismKind.AUTO_DELEVERAGING,
    LossLayerKind.ADL,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = poolMarket(market, emitter);
  return backstop;
}
