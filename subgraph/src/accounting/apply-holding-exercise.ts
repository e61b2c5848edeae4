import { BigInt } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries } from "../../generated/schema";
import { ExerciseKind, OptionSide } from "../constants";
import { HoldingExerciseParams } from "../params/option-holding-params";
import { takeOpen } from "./apply-holding";

/**
 * Returns what the terms of a holding give to the side that receives: where the pool pays, what the event says it pays;
 * where the pool receives, what is taken from the collateral and what the collateral lacks.
 *
 * @returns In units of the payoff asset; null when the event does not fit the collateral.
 */
export function owedByHolding(holding: OptionPosition, params: HoldingExerciseParams): BigInt | null {
  if (holding.side == OptionSide.SHORT) return params.returned;
  const collateral = holding.collateral;
  if (collateral === null) return null;
  const owed = collateral.minus(params.returned).plus(params.missing);
  return owed.lt(params.missing) ? null : owed;
}

/**
 * Takes a settled holding out of its series. What the pool pays is added to the series' totals; what it receives is
 * not, because it may be in another asset.
 *
 * @returns The part of the size that was open.
 */
export function applyHoldingExercise(
  series: OptionSeries,
  holding: OptionPosition,
  params: HoldingExerciseParams,
  owed: BigInt,
  settled: BigInt,
  ordinal: i64,
): BigInt {
  const taken = takeOpen(series, params.size);
  const owedBefore = series.owed;
  if (holding.side == OptionSide.SHORT) {
    series.owed = owedBefore === null ? null : owedBefore.plus(owed);
    series.settled = series.settled.plus(settled);
  }
  if (exerciseKindOf(owed) != ExerciseKind.EXPIRY) {
    series.exerciseCount = series.exerciseCount.plus(BigInt.fromI32(1));
  }
  series.isEnded = true;
  series.updatedOrdinal = ordinal;
  return taken;
}

/** Returns how a holding ended that the protocol settles at expiry: one that gives nothing expired. */
export function exerciseKindOf(owed: BigInt): string {
  return owed.isZero() ? ExerciseKind.EXPIRY : ExerciseKind.SETTLEMENT;
}
