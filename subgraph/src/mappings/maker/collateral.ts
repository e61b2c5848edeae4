import { AssetKind, PriceSource } from "../../constants";
import { SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { MarketParams } from "../../params/market-params";
import { PriceFeedParams } from "../../params/price-feed-params";
import { ilkMarket, ilkUnit, MAKER } from "./maker";

/**
 * Returns the unit of a collateral auction's lots: the token where the network states one, which then has the 18
 * decimals of the Vat; the collateral's unit inside the Vat otherwise.
 */
export function collateralOf(context: SourceContext): AssetParams {
  const token = context.optionalBytes("collateral");
  if (token === null) return ilkUnit(context.bytes("vat"), context.string("ilk"));
  const symbol = context.string("collateralSymbol");
  return new AssetParams(token, AssetKind.ERC20, symbol, context.int("collateralDecimals"));
}

/** Market whose collateral is auctioned, with the feed that the network states. */
export function auctionMarket(context: SourceContext, collateral: AssetParams): MarketParams {
  const vat = context.bytes("vat");
  const market = ilkMarket(context.string("ilk"), vat, vat);
  market.collateral = collateral;
  const osm = context.optionalBytes("feed");
  if (osm !== null) {
    const feed = new PriceFeedParams(MAKER, osm, PriceSource.MAKER_OSM, collateral, "USD", 18);
    feed.heartbeat = 3600;
    market.feed = feed;
  }
  return market;
}
