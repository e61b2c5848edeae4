import { ethereum } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries, Protocol } from "../../generated/schema";
import { applyExercise, owedBy } from "../accounting/apply-exercise";
import { FlowCause, FlowDirection, HoldKind, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AllocationParams } from "../params/allocation-params";
import { FlowParams } from "../params/flow-params";
import { OptionExerciseParams } from "../params/option-params";
import { createOptionExercise } from "../store/option-exercise";
import { loadOptionPosition } from "../store/option-position";
import { loadOptionSeries } from "../store/option-series";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeConsequences } from "./write-consequences";
import { writeSkip } from "./write-skip";

/**
 * Records the end of an option that is a series of its own. What its writer pays is allocated to the writer's layer;
 * its locked collateral becomes usable again where the params say so.
 */
export function recordOptionExercise(event: ethereum.Event, params: OptionExerciseParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const series = loadOptionSeries(params.id);
  const position = loadOptionPosition(params.id);
  if (series === null || position === null || series.isEnded) {
    skip(event, protocol, params, series);
    return;
  }
  params.owed = owedBy(position, params);
  params.size = position.size;
  applyExercise(series, position, params, ordinalOf(event));
  series.save();
  position.save();
  const exercise = createOptionExercise(event, series, params, position.id, position.side);
  addAllocation(params);
  addRelease(params, position);
  writeConsequences(event, protocol, params, series.market, exercise.id);
}

function skip(
  event: ethereum.Event,
  protocol: Protocol,
  params: OptionExerciseParams,
  series: OptionSeries | null,
): void {
  const name = `Option ${params.number.toString()} of ${params.contract.toHexString()}`;
  if (series === null)
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, `${name} was never seen`);
  else writeSkip(event, protocol, params.log, SkipReason.ALREADY_ENDED, `${name} has ended before`);
  protocol.save();
}

function addAllocation(params: OptionExerciseParams): void {
  if (params.settled.isZero()) return;
  const payer = params.backstop;
  params.allocations.push(
    new AllocationParams(payer.layer, payer.rank, payer, params.payoffAsset, params.settled),
  );
}

function addRelease(params: OptionExerciseParams, position: OptionPosition): void {
  const collateral = position.collateral;
  if (!params.releasesCollateral || collateral === null) return;
  const cause = FlowCause.REBALANCE;
  const flow = new FlowParams(params.backstop, params.payoffAsset, FlowDirection.RELEASE, cause, collateral);
  flow.hold = HoldKind.ENCUMBERED;
  params.flows.push(flow);
}
