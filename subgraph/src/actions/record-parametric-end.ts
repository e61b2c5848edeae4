import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { OptionSeries } from "../../generated/schema";
import { ExerciseKind, FlowCause, FlowDirection, HoldKind, OptionSide, SkipReason } from "../constants";
import { AssetParams } from "../params/asset-params";
import { BackstopParams } from "../params/backstop-params";
import { FlowParams } from "../params/flow-params";
import { ParametricEndParams } from "../params/parametric-end-params";
import { SeriesExerciseParams } from "../params/series-exercise-params";
import { SkipParams } from "../params/skip-params";
import { loadOptionSeries } from "../store/option-series";
import { recordSeriesExercise } from "./record-series-exercise";
import { recordSkippedEvent } from "./record-skipped-event";
import { recordedPayoffAsset, recordedWriter } from "./series-capital";

/**
 * Records how a series of parametric cover ended: its writers pay holders or not, receive the premiums, and their
 * collateral is no longer locked. The terms give exactly what is paid. A series ends once; an unknown one is skipped.
 */
export function recordParametricEnd(event: ethereum.Event, params: ParametricEndParams): void {
  const series = loadOptionSeries(params.series);
  if (series === null) skip(event, params, SkipReason.UNKNOWN_PARENT, "was never seen");
  else if (series.isEnded) skip(event, params, SkipReason.ALREADY_ENDED, "has ended before");
  else end(event, params, series);
}

function end(event: ethereum.Event, params: ParametricEndParams, series: OptionSeries): void {
  const writer = recordedWriter(params.protocol, series);
  const asset = recordedPayoffAsset(series);
  if (writer === null || asset === null) {
    skip(event, params, SkipReason.UNKNOWN_PARENT, "has no pool, or a market without an asset");
    return;
  }
  const kind = params.isMet ? ExerciseKind.CLAIM : ExerciseKind.EXPIRY;
  const side = OptionSide.SHORT;
  const log = params.log;
  const exercise = new SeriesExerciseParams(
    params.protocol,
    log,
    series.id,
    side,
    kind,
    asset,
    params.payoff,
  );
  exercise.owed = params.payoff;
  exercise.price = params.price;
  exercise.isOfWholeSeries = true;
  exercise.payer = writer;
  exercise.flows = flowsOf(params, writer, asset);
  recordSeriesExercise(event, exercise);
}

function skip(event: ethereum.Event, params: ParametricEndParams, reason: string, fault: string): void {
  const detail = `Series ${params.series.toHexString()} ${fault}`;
  recordSkippedEvent(event, new SkipParams(params.protocol, params.log, reason, detail));
}

function flowsOf(params: ParametricEndParams, writer: BackstopParams, asset: AssetParams): Array<FlowParams> {
  const release = new FlowParams(
    writer,
    asset,
    FlowDirection.RELEASE,
    FlowCause.REBALANCE,
    params.collateral,
  );
  release.hold = HoldKind.ENCUMBERED;
  const flows = [release];
  if (params.payoff.gt(BigInt.zero())) {
    flows.push(new FlowParams(writer, asset, FlowDirection.OUT, FlowCause.EXERCISE, params.payoff));
  }
  if (params.premium.gt(BigInt.zero())) {
    flows.push(new FlowParams(writer, asset, FlowDirection.IN, FlowCause.PREMIUM, params.premium));
  }
  return flows;
}
