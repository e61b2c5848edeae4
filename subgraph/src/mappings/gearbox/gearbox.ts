import { Bytes } from "@graphprotocol/graph-ts";
import { AssetKind, BalanceSource, LossLayerKind, MarketKind, MechanismKind } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { MarketParams } from "../../params/market-params";

/** Slug of the protocol. */
export const GEARBOX = "gearbox";

/** What a pool lends. */
export function lentAsset(context: SourceContext): AssetParams {
  const symbol = context.string("assetSymbol");
  return new AssetParams(context.bytes("asset"), AssetKind.ERC20, symbol, context.int("assetDecimals"));
}

/** Market of one pool. Accounts pledge many tokens at once. */
export function poolMarket(context: SourceContext, pool: Bytes): MarketParams {
  const name = context.string("assetSymbol");
  const market = new MarketParams(GEARBOX, pool, MarketKind.LENDING_RESERVE, name, pool);
  market.debt = lentAsset(context);
  return market;
}

/** Shares of a pool, which have the decimals of what it lends. */
export function poolShare(context: SourceContext, pool: Bytes): AssetParams {
  const symbol = context.string("poolSymbol");
  return new AssetParams(pool, AssetKind.ERC20, symbol, context.int("assetDecimals"));
}

/** The shares of a pool that its treasury holds: they are burnt before other lenders lose anything. */
export function treasuryShares(context: SourceContext, pool: Bytes): BackstopParams {
  const backstop = new BackstopParams(
    GEARBOX,
    context.bytes("treasury"),
    pool,
    `Treasury's shares of ${context.string("poolSymbol")}`,
    MechanismKind.PROTOCOL_REVENUE_SURPLUS,
    LossLayerKind.SURPLUS_BUFFER,
    1,
    BalanceSource.FLOWS,
  );
  backstop.market = poolMarket(context, pool);
  return backstop;
}
