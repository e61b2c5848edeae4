import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { SkipReason } from "../constants";
import { FactKind, factId } from "../ids";
import { SeriesExerciseParams } from "../params/series-exercise-params";
import { SkipParams } from "../params/skip-params";
import { loadFactName, newFactName } from "../store/fact-name";
import { loadOptionSeries } from "../store/option-series";
import { recordSeriesExercise } from "./record-series-exercise";
import { recordSkippedEvent } from "./record-skipped-event";

/**
 * Records an exercise that later logs refer to by name. A name that was used before is skipped, and so is an unknown series.
 *
 * @param name - What the emitter calls the exercise.
 */
export function recordNamedExercise(event: ethereum.Event, params: SeriesExerciseParams, name: Bytes): void {
  if (loadFactName(params.protocol, name) !== null) {
    const detail = `Exercise ${name.toHexString()} was stated before`;
    recordSkippedEvent(event, new SkipParams(params.protocol, params.log, SkipReason.DUPLICATE, detail));
    return;
  }
  recordSeriesExercise(event, params);
  const series = loadOptionSeries(params.series);
  if (series === null) return;
  const fact = factId(event, FactKind.OPTION_EXERCISE, params.firstStep);
  newFactName(event, params.protocol, name, series.market, fact).save();
}
