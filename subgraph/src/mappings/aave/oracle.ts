import { Bytes, DataSourceContext } from "@graphprotocol/graph-ts";
import {
  AssetSourceUpdated,
  BaseCurrencySet,
  FallbackOracleUpdated,
} from "../../../generated/AaveOracle/Oracle";
import { Source } from "../../../generated/AaveOracle/Source";
import { AaveSource } from "../../../generated/templates";
import { recordAggregator } from "../../actions/record-aggregator";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { SkipReason } from "../../constants";
import { AggregatorParams } from "../../params/aggregator-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { SkipParams } from "../../params/skip-params";
import { isSet } from "../oracle/read-answer";
import { failedViews, readToken } from "../read-token";
import { AAVE } from "./aave";
import { assetFeed, isOracleUnit } from "./asset-feed";

/**
 * Records from where the price of an asset comes, and begins to follow it. A proxy of Chainlink emits nothing: the
 * aggregator that it asks at this moment is followed. Any other source that answers, answers itself.
 */
export function handleAssetSourceUpdated(event: AssetSourceUpdated): void {
  const source = event.params.source;
  const asset = readToken(event.params.asset);
  const behind = Source.bind(source).try_aggregator();
  const aggregator = behind.reverted ? source : behind.value;
  const name = `assetsSources[${asset.id.toHexString()}]`;
  const answering: Bytes | null = isSet(source) ? aggregator : null;
  const params = new AggregatorParams(
    AAVE,
    "Oracle.AssetSourceUpdated",
    assetFeed(event.address, asset),
    name,
    source,
    answering,
  );
  params.failedCalls = failedViews([asset]);
  recordAggregator(event, params);
  if (!isSet(source)) return;
  const context = new DataSourceContext();
  context.setBytes("oracle", event.address);
  context.setBytes("asset", asset.id);
  AaveSource.createWithContext(aggregator, context);
}

/** Records which oracle is asked for assets without a source, or whose source gives no price. */
export function handleFallbackOracleUpdated(event: FallbackOracleUpdated): void {
  const log = "Oracle.FallbackOracleUpdated";
  const params = new ParameterChangeParams(AAVE, log, event.address, "fallbackOracle");
  params.raw = event.params.fallbackOracle;
  recordParameterChange(event, params);
}

/** Records the unit of all prices. Feeds are in US dollars with 8 decimals; another unit is reported. */
export function handleBaseCurrencySet(event: BaseCurrencySet): void {
  const log = "Oracle.BaseCurrencySet";
  if (!isOracleUnit(event.params.baseCurrency, event.params.baseCurrencyUnit)) {
    const came = `${event.params.baseCurrencyUnit.toString()} of ${event.params.baseCurrency.toHexString()}`;
    const detail = `Expected 100000000 of the zero address (US dollars), got ${came}`;
    recordSkippedEvent(event, new SkipParams(AAVE, log, SkipReason.OUT_OF_RANGE, detail));
    return;
  }
  const params = new ParameterChangeParams(AAVE, log, event.address, "BASE_CURRENCY_UNIT");
  params.value = event.params.baseCurrencyUnit;
  recordParameterChange(event, params);
}
