import { ethereum } from "@graphprotocol/graph-ts";
import { OptionSeries } from "../../generated/schema";
import { applySeriesTrade } from "../accounting/apply-series-change";
import { SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { SeriesTradeParams } from "../params/series-trade-params";
import { loadOrCreateOptionPosition } from "../store/option-position";
import { createOptionSeries, loadOptionSeries } from "../store/option-series";
import { createOptionTrade } from "../store/option-trade";
import { loadOrCreateProtocol } from "../store/protocol";
import { sizeInUnderlying } from "../store/size-in-underlying";
import { recordedPayoffAsset } from "./series-capital";
import { writeConsequences } from "./write-consequences";
import { writeSkip } from "./write-skip";

/** Records a trade in a series; one in an unknown series, whose terms it does not tell, is skipped. */
export function recordSeriesTrade(event: ethereum.Event, params: SeriesTradeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const series = seriesOf(event, params);
  if (series === null) {
    const detail = `Series ${params.series.toHexString()} was never seen`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  if (params.premiumAsset === null && !params.premium.isZero()) {
    params.premiumAsset = recordedPayoffAsset(series);
  }
  params.size = sizeInUnderlying(series, params.size, params.sizeDecimals);
  const position = loadOrCreateOptionPosition(event, series, params);
  const missing = applySeriesTrade(series, position, params, ordinalOf(event));
  if (!missing.isZero()) {
    const detail = `Expected a size that is open, got ${missing.toString()} more`;
    writeSkip(event, protocol, params.log, SkipReason.EXCEEDS_BALANCE, detail);
  }
  series.save();
  position.save();
  const trade = createOptionTrade(event, series, position, params, params.action);
  writeConsequences(event, protocol, params, series.market, trade.id);
}

function seriesOf(event: ethereum.Event, params: SeriesTradeParams): OptionSeries | null {
  const known = loadOptionSeries(params.series);
  const opening = params.opening;
  return known === null && opening !== null ? createOptionSeries(event, opening) : known;
}
