import { BigInt } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries } from "../../generated/schema";
import { OptionAction } from "../constants";
import { lesser } from "../math/lesser";
import { SeriesExerciseParams } from "../params/series-exercise-params";
import { SeriesTradeParams } from "../params/series-trade-params";
import { countPayoff } from "./apply-exercise";

/**
 * Applies a trade to its series and position. TRANSFER changes no size.
 *
 * @param ordinal - Ordinal of the log.
 * @returns What a closing takes beyond what is open, in units of the underlying; zero where nothing is missing or known.
 */
export function applySeriesTrade(
  series: OptionSeries,
  position: OptionPosition,
  params: SeriesTradeParams,
  ordinal: i64,
): BigInt {
  let missing = BigInt.zero();
  if (params.action == OptionAction.OPEN) open(series, position, params);
  else if (params.action != OptionAction.TRANSFER) missing = close(series, position, params);
  series.premium = series.premium.plus(params.premium);
  position.premium = position.premium.plus(params.premium);
  if (params.collateral !== null) position.collateral = params.collateral;
  if (params.closesPosition) position.isClosed = true;
  series.updatedOrdinal = ordinal;
  position.updatedOrdinal = ordinal;
  return missing;
}

/**
 * Ends a part of a series; the series has ended when nothing is open.
 *
 * @param ordinal - Ordinal of the log.
 * @returns What it takes beyond what is open, in units of the underlying.
 */
export function applySeriesExercise(
  series: OptionSeries,
  params: SeriesExerciseParams,
  ordinal: i64,
): BigInt {
  countPayoff(series, params);
  const size = params.size;
  const before = series.open;
  const missing = beyond(size, before);
  series.open = reduced(before, size);
  const after = series.open;
  series.isEnded = params.isOfWholeSeries || (after !== null && after.isZero());
  series.updatedOrdinal = ordinal;
  return missing;
}

/** Takes a part that ends from the position that holds it. */
export function applyPositionEnd(position: OptionPosition, size: BigInt | null, ordinal: i64): void {
  position.size = reduced(position.size, size);
  const after = position.size;
  position.isClosed = after !== null && after.isZero();
  position.updatedOrdinal = ordinal;
}

function open(series: OptionSeries, position: OptionPosition, params: SeriesTradeParams): void {
  series.size = sum(series.size, params.size);
  series.open = sum(series.open, params.size);
  position.size = sum(position.size, params.size);
  series.isEnded = false;
  position.isClosed = false;
}

function close(series: OptionSeries, position: OptionPosition, params: SeriesTradeParams): BigInt {
  const missing = beyond(params.size, position.size);
  series.open = reduced(series.open, params.size);
  const rest = series.open;
  series.isEnded = rest !== null && rest.isZero();
  position.size = reduced(position.size, params.size);
  const after = position.size;
  position.isClosed = after !== null && after.isZero();
  return missing;
}

function sum(before: BigInt | null, change: BigInt | null): BigInt | null {
  return before === null || change === null ? null : before.plus(change);
}

function reduced(before: BigInt | null, change: BigInt | null): BigInt | null {
  return before === null || change === null ? null : before.minus(lesser(before, change));
}

function beyond(change: BigInt | null, before: BigInt | null): BigInt {
  if (before === null || change === null || change.le(before)) return BigInt.zero();
  return change.minus(before);
}
