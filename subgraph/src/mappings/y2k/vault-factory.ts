import { EpochCreated, MarketCreated } from "../../../generated/Y2kVaultFactory/VaultFactory";
import { recordMarket } from "../../actions/record-market";
import { recordOptionSeries } from "../../actions/record-option-series";
import { AssetKind } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { MarketRegistrationParams } from "../../params/market-registration-params";
import { SeriesRegistrationParams } from "../../params/series-registration-params";
import { failedViews, readToken } from "../read-token";
import { followEpoch } from "./follow-epoch";
import { epochNumber, knownToken, newEpoch, pegMarket, Y2K } from "./y2k";

/** Records a market: a token, a strike and its two vaults. */
export function handleMarketCreated(event: MarketCreated): void {
  const token = readToken(event.params.token);
  const name = event.params.name;
  const market = pegMarket(event.address, event.params.risk, token, vaultAsset(), name);
  const params = new MarketRegistrationParams(Y2K, "VaultFactory.MarketCreated", market);
  params.failedCalls = failedViews([token]);
  recordMarket(event, params);
}

/** Records an epoch as a series and begins to follow its vaults. They number epochs by their end. */
export function handleEpochCreated(event: EpochCreated): void {
  const epoch = epochNumber(event.params.marketEpochId);
  const token = event.params.token;
  const risk = event.params.risk;
  const market = pegMarket(event.address, risk, knownToken(token), vaultAsset(), event.params.name);
  const series = newEpoch(event.address, epoch, market, risk, token);
  series.strike = event.params.strikePrice;
  series.expiry = event.params.endEpoch;
  const params = new SeriesRegistrationParams(Y2K, "VaultFactory.EpochCreated", series);
  if (!recordOptionSeries(event, params)) return;
  followEpoch(event.address, event.params.hedge, risk, token, epoch, event.params.endEpoch);
}

/** Vaults of the first version hold the coin's wrapped token. */
function vaultAsset(): AssetParams {
  const context = readContext();
  const symbol = context.string("assetSymbol");
  return new AssetParams(context.bytes("asset"), AssetKind.ERC20, symbol, context.int("assetDecimals"));
}
