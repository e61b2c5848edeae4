import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionExercise, OptionSeries } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { ExerciseTerms } from "../params/option-terms";
import { loadOrCreateAsset } from "./asset";
import { stampFact } from "./stamp";

/**
 * Writes the end of an option or of a part of a series.
 *
 * @param position - Id of the position that ends; null where the settlement is of no single one.
 * @param side - The protocol's side, one of OptionSide.
 */
export function createOptionExercise(
  event: ethereum.Event,
  series: OptionSeries,
  terms: ExerciseTerms,
  position: Bytes | null,
  side: string,
): OptionExercise {
  const exercise = new OptionExercise(factId(event, FactKind.OPTION_EXERCISE, terms.firstStep));
  stampFact(exercise, event, series.protocol);
  exercise.series = series.id;
  exercise.position = position;
  exercise.account = terms.account;
  exercise.kind = terms.kind;
  exercise.side = side;
  exercise.size = terms.size;
  exercise.payoffAsset = loadOrCreateAsset(terms.payoffAsset, event).id;
  const owed = terms.owed;
  exercise.owed = owed;
  exercise.settled = terms.settled;
  exercise.shortfall = owed === null ? null : owed.minus(terms.settled);
  exercise.priceAtExercise = terms.price;
  exercise.save();
  return exercise;
}
