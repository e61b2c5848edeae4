import { Address, BigInt } from "@graphprotocol/graph-ts";
import { Transfer } from "../../../generated/templates/OpynGammaOToken/OToken";
import { recordSeriesExercise } from "../../actions/record-series-exercise";
import { ExerciseKind, OptionSide } from "../../constants";
import { readContext } from "../../context";
import { SeriesExerciseParams } from "../../params/series-exercise-params";
import { namedToken, OPTION_DECIMALS, OPYN_GAMMA, seriesOf } from "./opyn-gamma";

/**
 * Records options that the pool held for a vault and burns when the vault is settled: what they are worth is netted in
 * what the vault gives back, and no log states it. Every other burn has a log of the controller; sales between holders
 * change nothing that is owed.
 */
export function handleTransfer(event: Transfer): void {
  if (!event.params.to.equals(Address.zero())) return;
  const context = readContext();
  if (!event.params.from.equals(context.bytes("pool"))) return;
  const params = new SeriesExerciseParams(
    OPYN_GAMMA,
    "OToken.Transfer",
    seriesOf(event.address),
    OptionSide.SHORT,
    ExerciseKind.SETTLEMENT,
    namedToken(context.bytes("collateral")),
    BigInt.zero(),
  );
  params.account = event.params.from;
  params.size = event.params.value;
  params.sizeDecimals = OPTION_DECIMALS;
  recordSeriesExercise(event, params);
}
