import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { SeriesRegistrationParams } from "../params/series-registration-params";
import { loadOrCreateAsset } from "../store/asset";
import { createOptionSeries, loadOptionSeries } from "../store/option-series";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeSkip } from "./write-skip";

/**
 * Records a series that the protocol opened; where a view of its assets failed, the gap is reported.
 *
 * @returns Whether it is new; a second one of the same number is skipped.
 */
export function recordOptionSeries(event: ethereum.Event, params: SeriesRegistrationParams): bool {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const isNew = loadOptionSeries(params.series.id) === null;
  if (isNew) {
    createOptionSeries(event, params.series);
    for (let i = 0; i < params.assets.length; i++) loadOrCreateAsset(params.assets[i], event);
    const failed = params.failedCalls;
    if (failed !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failed);
    countApplied(protocol);
  } else {
    const detail = `Series ${params.series.id.toHexString()} was opened before`;
    writeSkip(event, protocol, params.log, SkipReason.DUPLICATE, detail);
  }
  protocol.save();
  return isNew;
}
