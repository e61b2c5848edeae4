import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionSeries, Protocol } from "../../generated/schema";
import { applyPositionEnd, applySeriesExercise } from "../accounting/apply-series-change";
import { SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AllocationParams } from "../params/allocation-params";
import { SeriesExerciseParams } from "../params/series-exercise-params";
import { createOptionExercise } from "../store/option-exercise";
import { loadOptionPosition } from "../store/option-position";
import { loadOptionSeries } from "../store/option-series";
import { loadOrCreateProtocol } from "../store/protocol";
import { sizeInUnderlying } from "../store/size-in-underlying";
import { writeConsequences } from "./write-consequences";
import { writeSkip } from "./write-skip";

/**
 * Records the end of a part of a series. What a pool pays is allocated to its layer. A series that has ended takes no
 * further end: one that pays nothing changes nothing, any other is recorded and the gap reported.
 */
export function recordSeriesExercise(event: ethereum.Event, params: SeriesExerciseParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const series = loadOptionSeries(params.series);
  if (series === null) {
    const detail = `Series ${params.series.toHexString()} was never seen`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  if (series.isEnded && params.settled.isZero()) {
    writeConsequences(event, protocol, params, series.market, series.id);
    return;
  }
  endPart(event, protocol, params, series);
  const exercise = createOptionExercise(event, series, params, params.positionId, params.side);
  addAllocation(params);
  writeConsequences(event, protocol, params, series.market, exercise.id);
}

function endPart(
  event: ethereum.Event,
  protocol: Protocol,
  params: SeriesExerciseParams,
  series: OptionSeries,
): void {
  params.size = params.isOfWholeSeries
    ? series.open
    : sizeInUnderlying(series, params.size, params.sizeDecimals);
  const missing = applySeriesExercise(series, params, ordinalOf(event));
  if (!missing.isZero()) {
    const detail = `Expected a size that is open, got ${missing.toString()} more`;
    writeSkip(event, protocol, params.log, SkipReason.EXCEEDS_BALANCE, detail);
  }
  series.save();
  const position = params.positionId;
  if (position !== null) endPosition(event, params, position);
}

function endPosition(event: ethereum.Event, params: SeriesExerciseParams, id: Bytes): void {
  const position = loadOptionPosition(id);
  if (position === null) {
    params.positionId = null;
    return;
  }
  applyPositionEnd(position, params.size, ordinalOf(event));
  position.save();
}

function addAllocation(params: SeriesExerciseParams): void {
  const payer = params.payer;
  if (payer === null || params.settled.isZero()) return;
  params.allocations.push(
    new AllocationParams(payer.layer, payer.rank, payer, params.payoffAsset, params.settled),
  );
}
