import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries, Protocol } from "../../generated/schema";
import { applyHoldingExercise, exerciseKindOf, owedByHolding } from "../accounting/apply-holding-exercise";
import { AssetKind, OptionSide, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AllocationParams } from "../params/allocation-params";
import { AssetParams } from "../params/asset-params";
import { HoldingExerciseParams } from "../params/option-holding-params";
import { ExerciseTerms } from "../params/option-terms";
import { createOptionExercise } from "../store/option-exercise";
import { loadOptionPosition } from "../store/option-position";
import { loadSeriesOf } from "../store/option-series";
import { loadOrCreateProtocol } from "../store/protocol";
import { previousPayoff } from "../store/sibling-fact";
import { writeConsequences } from "./write-consequences";
import { writeSkip } from "./write-skip";

/**
 * Records that a numbered holding of a listed series was settled. Where the pool pays, the flow of the log right before
 * tells what it paid; where it receives, what the collateral lacks is the shortfall.
 */
export function recordHoldingExercise(event: ethereum.Event, params: HoldingExerciseParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const holding = loadOptionPosition(params.id);
  const series = loadSeriesOf(holding);
  if (holding === null || series === null) {
    const detail = `Holding ${params.id.toHexString()} was never seen`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  const owed = owedByHolding(holding, params);
  if (owed !== null) {
    writeExercise(event, protocol, params, holding, series, owed);
    return;
  }
  const detail = `Expected at most the collateral back, got ${params.returned.toString()}`;
  writeSkip(event, protocol, params.log, SkipReason.OUT_OF_RANGE, detail);
  protocol.save();
}

function writeExercise(
  event: ethereum.Event,
  protocol: Protocol,
  params: HoldingExerciseParams,
  holding: OptionPosition,
  series: OptionSeries,
  owed: BigInt,
): void {
  const outcome = outcomeOf(event, params, holding, series, owed);
  const taken = applyHoldingExercise(series, holding, params, owed, outcome.settled, ordinalOf(event));
  series.save();
  if (taken.lt(params.size)) {
    const detail = `Expected a size of at most ${taken.toString()}, got ${params.size.toString()}`;
    writeSkip(event, protocol, params.log, SkipReason.EXCEEDS_BALANCE, detail);
  }
  const exercise = createOptionExercise(event, series, outcome, holding.id, holding.side);
  writeConsequences(event, protocol, params, series.market, exercise.id);
}

function outcomeOf(
  event: ethereum.Event,
  params: HoldingExerciseParams,
  holding: OptionPosition,
  series: OptionSeries,
  owed: BigInt,
): ExerciseTerms {
  const isPaidByPool = holding.side == OptionSide.SHORT;
  const settled = isPaidByPool ? paidByPool(event, params) : owed.minus(params.missing);
  const asset = isPaidByPool ? params.quote : collateralOf(holding, series);
  const kind = exerciseKindOf(owed);
  const outcome = new ExerciseTerms(params.protocol, params.log, kind, asset, settled);
  outcome.size = params.size;
  outcome.owed = owed;
  outcome.account = params.account;
  outcome.price = params.price;
  return outcome;
}

/** What the pool paid, which becomes its loss; the event's own figure where no flow tells. */
function paidByPool(event: ethereum.Event, params: HoldingExerciseParams): BigInt {
  const flow = previousPayoff(event);
  const paid = flow === null ? params.returned : flow;
  const pool = params.pool;
  if (!paid.isZero()) {
    params.allocations.push(new AllocationParams(pool.layer, pool.rank, pool, params.quote, paid));
  }
  return paid;
}

function collateralOf(holding: OptionPosition, series: OptionSeries): AssetParams {
  const stated = holding.collateralAsset;
  const id: Bytes = stated === null ? series.underlying : stated;
  return new AssetParams(id, AssetKind.ERC20, null, -1);
}
