import { Bytes } from "@graphprotocol/graph-ts";
import { OptionSeries } from "../../generated/schema";
import { AssetKind, MarketKind } from "../constants";
import { NO_KEY } from "../ids";
import { AssetParams } from "../params/asset-params";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { MarketParams } from "../params/market-params";

/** What the vaults of a market lack of one collateral asset. The market and the asset were recorded before. */
export function vaultDeficit(
  protocol: string,
  series: OptionSeries,
  asset: Bytes,
  steps: Array<DeficitStep>,
): DeficitParams {
  return new DeficitParams(
    recordedMarket(protocol, series),
    new AssetParams(asset, AssetKind.ERC20, null, -1),
    steps,
  );
}

/** The market of a recorded series. */
export function recordedMarket(protocol: string, series: OptionSeries): MarketParams {
  const market = new MarketParams(protocol, NO_KEY, MarketKind.OPTION_UNDERLYING, "", series.contract);
  market.id = series.market;
  return market;
}
