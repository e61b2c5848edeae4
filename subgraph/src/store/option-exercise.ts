import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { OptionExercise, OptionPosition } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { OptionExerciseParams } from "../params/option-params";
import { loadOrCreateAsset } from "./asset";
import { stampFact } from "./stamp";

/**
 * Writes the end of an option.
 *
 * @param owed - Payoff that the terms give; null when the chain does not tell.
 */
export function createOptionExercise(
  event: ethereum.Event,
  position: OptionPosition,
  params: OptionExerciseParams,
  owed: BigInt | null,
): OptionExercise {
  const exercise = new OptionExercise(factId(event, FactKind.OPTION_EXERCISE, 0));
  stampFact(exercise, event, position.protocol);
  exercise.series = position.series;
  exercise.position = position.id;
  exercise.account = params.account;
  exercise.kind = params.kind;
  exercise.side = position.side;
  exercise.size = position.size;
  exercise.payoffAsset = loadOrCreateAsset(params.payoffAsset, event).id;
  exercise.owed = owed;
  exercise.settled = params.settled;
  exercise.shortfall = owed === null ? null : owed.minus(params.settled);
  exercise.priceAtExercise = params.price;
  exercise.save();
  return exercise;
}
