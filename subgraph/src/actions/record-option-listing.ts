import { ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { OptionListingParams } from "../params/option-listing-params";
import { OptionSeriesParams } from "../params/option-params";
import { createOptionSeries, loadOptionSeries } from "../store/option-series";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeParameters } from "./write-parameters";
import { writeSkip } from "./write-skip";

/** Records series that a protocol offers, with nothing written yet; one that was listed before is skipped. */
export function recordOptionListing(event: ethereum.Event, params: OptionListingParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const failure = params.failedCall;
  if (failure !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failure);
  for (let i = 0; i < params.series.length; i++) list(event, protocol, params.log, params.series[i]);
  writeParameters(event, protocol.id, params.parameters);
  countApplied(protocol);
  protocol.save();
}

function list(event: ethereum.Event, protocol: Protocol, log: string, series: OptionSeriesParams): void {
  if (loadOptionSeries(series.id) === null) {
    createOptionSeries(event, series);
    return;
  }
  const detail = `Series ${series.id.toHexString()} was listed before`;
  writeSkip(event, protocol, log, SkipReason.DUPLICATE, detail);
}
