import { EpochCreated, MarketCreated } from "../../../generated/Y2kVaultFactoryV2/VaultFactoryV2";
import { recordMarket } from "../../actions/record-market";
import { recordOptionSeries } from "../../actions/record-option-series";
import { MarketRegistrationParams } from "../../params/market-registration-params";
import { SeriesRegistrationParams } from "../../params/series-registration-params";
import { failedViews, readToken } from "../read-token";
import { followEpoch } from "./follow-epoch";
import { knownMarket, newEpoch, pegMarket, Y2K } from "./y2k";

/** Records a market: a token, a strike and its two vaults with their asset. */
export function handleMarketCreated(event: MarketCreated): void {
  const token = readToken(event.params.token);
  const asset = readToken(event.params.underlyingAsset);
  const name = event.params.name;
  const market = pegMarket(event.address, event.params.collateral, token, asset, name);
  const params = new MarketRegistrationParams(Y2K, "VaultFactoryV2.MarketCreated", market);
  params.failedCalls = failedViews([token, asset]);
  recordMarket(event, params);
}

/** Records an epoch as a series and begins to follow its vaults, which use the same number. */
export function handleEpochCreated(event: EpochCreated): void {
  const epoch = event.params.epochId;
  const token = event.params.token;
  const risk = event.params.collateral;
  const market = knownMarket(event.address, risk, token);
  const series = newEpoch(event.address, epoch, market, risk, token);
  series.strike = event.params.strike;
  series.expiry = event.params.endEpoch;
  const params = new SeriesRegistrationParams(Y2K, "VaultFactoryV2.EpochCreated", series);
  if (!recordOptionSeries(event, params)) return;
  followEpoch(event.address, event.params.premium, risk, token, epoch, epoch);
}
