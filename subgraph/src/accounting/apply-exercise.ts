import { BigInt } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries } from "../../generated/schema";
import { ExerciseKind } from "../constants";
import { OptionExerciseParams } from "../params/option-params";

/**
 * Returns the payoff that the terms gave: zero at expiry; what was paid, where the payoff is cut at the locked
 * collateral and less than that was paid.
 *
 * @returns In units of the payoff asset; null when the chain does not tell.
 */
export function owedBy(position: OptionPosition, params: OptionExerciseParams): BigInt | null {
  if (params.kind == ExerciseKind.EXPIRY) return BigInt.zero();
  const collateral = position.collateral;
  if (!params.isCappedByCollateral || collateral === null) return null;
  return params.settled.lt(collateral) ? params.settled : null;
}

/**
 * Ends an option that is a series of its own.
 *
 * @param owed - Payoff that the terms give; null when the chain does not tell.
 * @param ordinal - Ordinal of the log.
 */
export function applyExercise(
  series: OptionSeries,
  position: OptionPosition,
  params: OptionExerciseParams,
  owed: BigInt | null,
  ordinal: i64,
): void {
  const owedBefore = series.owed;
  series.owed = owed === null || owedBefore === null ? null : owedBefore.plus(owed);
  series.settled = series.settled.plus(params.settled);
  if (params.kind != ExerciseKind.EXPIRY) series.exerciseCount = series.exerciseCount.plus(BigInt.fromI32(1));
  if (series.open !== null) series.open = BigInt.zero();
  series.isEnded = true;
  series.updatedOrdinal = ordinal;
  position.isClosed = true;
  position.updatedOrdinal = ordinal;
}
