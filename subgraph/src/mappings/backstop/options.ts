import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  OptionExercised,
  OptionExpired,
  OptionTraded,
  SeriesListed,
} from "../../../generated/Backstop/Backstop";
import { findAssetOfSeries, findBackstopOfSeries } from "../../actions/known-series";
import { recordNamedExercise } from "../../actions/record-named-exercise";
import { recordOptionSeries } from "../../actions/record-option-series";
import { recordSeriesExercise } from "../../actions/record-series-exercise";
import { recordSeriesTrade } from "../../actions/record-series-trade";
import { ExerciseKind, OptionSide, SkipReason } from "../../constants";
import { optionPositionId, optionSeriesId } from "../../ids";
import { OptionSeriesParams } from "../../params/option-params";
import { SeriesExerciseParams } from "../../params/series-exercise-params";
import { SeriesRegistrationParams } from "../../params/series-registration-params";
import { SeriesTradeParams } from "../../params/series-trade-params";
import { exerciseKind, optionAction, optionSide, optionStyle, optionType, settlementKind } from "./enums";
import { isNone, keyOf, numberOf, someNumber } from "./standard-id";
import { StandardLog } from "./standard-log";

/** Records the terms of a series. */
export function handleSeriesListed(event: SeriesListed): void {
  const log = new StandardLog(event, "SeriesListed");
  const params = event.params;
  const series = new OptionSeriesParams(
    log.slug,
    event.address,
    numberOf(params.series),
    log.market(params.market),
    log.backstop(params.backstop),
    log.member(optionStyle(params.style), "OptionStyle", params.style),
    log.member(settlementKind(params.settlement), "SettlementKind", params.settlement),
    log.asset(params.underlying),
    log.tiny(params.strikeDecimals, "decimals"),
  );
  series.type = log.member(optionType(params.optionType), "OptionType", params.optionType);
  series.strike = params.strike;
  series.expiry = params.expiry;
  if (log.isRefused()) return;
  recordOptionSeries(event, new SeriesRegistrationParams(log.slug, log.log, series));
}

/** Records a trade in a series. */
export function handleOptionTraded(event: OptionTraded): void {
  const log = new StandardLog(event, "OptionTraded");
  const params = event.params;
  const trade = new SeriesTradeParams(
    log.slug,
    log.log,
    seriesId(log, params.series),
    log.member(optionAction(params.action), "OptionAction", params.action),
    params.account,
    log.member(optionSide(params.side), "OptionSide", params.side),
    params.size,
  );
  trade.key = keyOf(params.position);
  trade.premiumAsset = log.optionalAsset(params.premiumAsset);
  trade.premium = params.premium;
  trade.fee = params.fee;
  trade.impliedVolatility = someNumber(params.impliedVolatility);
  if (log.isRefused()) return;
  recordSeriesTrade(event, trade);
}

/** Records what an option gave: owed, paid, and by whom. */
export function handleOptionExercised(event: OptionExercised): void {
  const log = new StandardLog(event, "OptionExercised");
  const params = event.params;
  const series = seriesId(log, params.series);
  const side = log.member(optionSide(params.side), "OptionSide", params.side);
  const exercise = new SeriesExerciseParams(
    log.slug,
    log.log,
    series,
    side,
    log.member(exerciseKind(params.kind), "ExerciseKind", params.kind),
    log.asset(params.payoffAsset),
    params.settled,
  );
  exercise.account = params.account;
  exercise.positionId = optionPositionId(series, params.account, keyOf(params.position));
  exercise.size = params.size;
  exercise.owed = params.owed;
  exercise.price = someNumber(params.price);
  if (side == OptionSide.SHORT) exercise.payer = findBackstopOfSeries(log.slug, series);
  const detail = `Expected at most ${params.owed.toString()} to be paid, got ${params.settled.toString()}`;
  log.expect(params.settled.le(params.owed), detail);
  if (log.isRefused()) return;
  if (isNone(params.exercise)) recordSeriesExercise(event, exercise);
  else recordNamedExercise(event, exercise, params.exercise);
}

/** Records that all that is open of a series expired unused. */
export function handleOptionExpired(event: OptionExpired): void {
  const log = new StandardLog(event, "OptionExpired");
  const params = event.params;
  const series = seriesId(log, params.series);
  const side = log.member(optionSide(params.side), "OptionSide", params.side);
  const asset = findAssetOfSeries(series);
  if (asset === null) {
    log.refuse(SkipReason.UNKNOWN_PARENT, `Series ${params.series.toHexString()} was never listed`);
  }
  if (log.isRefused() || asset === null) return;
  const zero = BigInt.zero();
  const kind = ExerciseKind.EXPIRY;
  const exercise = new SeriesExerciseParams(log.slug, log.log, series, side, kind, asset, zero);
  exercise.owed = zero;
  exercise.price = someNumber(params.price);
  exercise.isOfWholeSeries = true;
  recordSeriesExercise(event, exercise);
}

function seriesId(log: StandardLog, series: Bytes): Bytes {
  return optionSeriesId(log.slug, log.event.address, numberOf(series));
}
