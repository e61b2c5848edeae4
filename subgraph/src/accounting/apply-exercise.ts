import { BigInt } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries } from "../../generated/schema";
import { ExerciseKind } from "../constants";
import { OptionExerciseParams } from "../params/option-params";
import { ExerciseTerms } from "../params/option-terms";

/**
 * Returns the payoff that the terms gave: what the log states; zero at expiry; what was paid, where the payoff is cut at
 * the locked collateral and less than that was paid.
 *
 * @returns In units of the payoff asset; null when the chain does not tell.
 */
export function owedBy(position: OptionPosition, params: OptionExerciseParams): BigInt | null {
  if (params.owed !== null) return params.owed;
  if (params.kind == ExerciseKind.EXPIRY) return BigInt.zero();
  const collateral = position.collateral;
  if (!params.isCappedByCollateral || collateral === null) return null;
  return params.settled.lt(collateral) ? params.settled : null;
}

/**
 * Ends an option that is a series of its own.
 *
 * @param ordinal - Ordinal of the log.
 */
export function applyExercise(
  series: OptionSeries,
  position: OptionPosition,
  params: OptionExerciseParams,
  ordinal: i64,
): void {
  countPayoff(series, params);
  if (series.open !== null) series.open = BigInt.zero();
  series.isEnded = true;
  series.updatedOrdinal = ordinal;
  position.isClosed = true;
  position.updatedOrdinal = ordinal;
}

/** Adds what was owed and paid to a series; an end whose payoff is unknown leaves what is owed unknown. */
export function countPayoff(series: OptionSeries, terms: ExerciseTerms): void {
  const owed = terms.owed;
  const owedBefore = series.owed;
  series.owed = owed === null || owedBefore === null ? null : owedBefore.plus(owed);
  series.settled = series.settled.plus(terms.settled);
  if (terms.kind != ExerciseKind.EXPIRY) series.exerciseCount = series.exerciseCount.plus(BigInt.fromI32(1));
}
