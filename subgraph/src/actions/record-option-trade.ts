import { ethereum } from "@graphprotocol/graph-ts";
import { OptionAction, SkipReason } from "../constants";
import { OptionTradeParams } from "../params/option-params";
import { createOptionPosition } from "../store/option-position";
import { createOptionSeries, loadOptionSeries } from "../store/option-series";
import { createOptionTrade } from "../store/option-trade";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeConsequences } from "./write-consequences";
import { writeSkip } from "./write-skip";

/** Records the purchase of an option that is a series of its own; a second one of the same number is skipped. */
export function recordOptionTrade(event: ethereum.Event, params: OptionTradeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  if (loadOptionSeries(params.series.id) !== null) {
    const detail = `Option ${params.series.id.toHexString()} was bought before`;
    writeSkip(event, protocol, params.log, SkipReason.DUPLICATE, detail);
    protocol.save();
    return;
  }
  const failure = params.failedCall;
  if (failure !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failure);
  const series = createOptionSeries(event, params.series);
  series.size = params.size;
  series.open = params.size;
  series.premium = params.premium;
  series.save();
  const position = createOptionPosition(event, protocol.id, params);
  const trade = createOptionTrade(event, series, position, params, OptionAction.OPEN);
  writeConsequences(event, protocol, params, series.market, trade.id);
}
