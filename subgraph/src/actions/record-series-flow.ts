import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { AssetParams } from "../params/asset-params";
import { BackstopParams } from "../params/backstop-params";
import { FlowParams } from "../params/flow-params";
import { SeriesFlowParams, SeriesFlowPart } from "../params/series-flow-params";
import { loadOptionSeries } from "../store/option-series";
import { loadOrCreateProtocol } from "../store/protocol";
import { recordedPayoffAsset, recordedWriter } from "./series-capital";
import { writeFlows } from "./write-flows";
import { writeSkip } from "./write-skip";

/** Records movements of the capital behind a series; those of an unknown series are skipped. */
export function recordSeriesFlow(event: ethereum.Event, params: SeriesFlowParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const series = loadOptionSeries(params.series);
  if (series === null) {
    const detail = `Series ${params.series.toHexString()} was never seen`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  const failed = params.failedCalls;
  if (failed !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failed);
  const writer = recordedWriter(params.protocol, series);
  const asset = recordedPayoffAsset(series);
  if (writer !== null && asset !== null) {
    params.flows = flowsOf(params.parts, writer, asset);
    writeFlows(event, protocol, params, null);
  }
  countApplied(protocol);
  protocol.save();
}

function flowsOf(
  parts: Array<SeriesFlowPart>,
  writer: BackstopParams,
  asset: AssetParams,
): Array<FlowParams> {
  const flows: Array<FlowParams> = [];
  for (let i = 0; i < parts.length; i++) {
    if (parts[i].amount.isZero()) continue;
    const flow = new FlowParams(writer, asset, parts[i].direction, parts[i].cause, parts[i].amount);
    flow.hold = parts[i].hold;
    flow.account = parts[i].account;
    flows.push(flow);
  }
  return flows;
}
