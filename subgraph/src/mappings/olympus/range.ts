import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  CushionDown,
  CushionUp,
  PricesChanged,
  WallDown,
  WallUp,
} from "../../../generated/OlympusRange/Range";
import { recordBackstopState } from "../../actions/record-backstop-state";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordParameterChanges } from "../../actions/record-parameter-changes";
import { OperatingStatus } from "../../constants";
import { BackstopStateParams } from "../../params/backstop-state-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { OLYMPUS, rangeMarket, wall } from "./olympus";

/** Records that a wall stands again, with the capacity that it has: reserve at the lower one, OHM at the upper one. */
export function handleWallUp(event: WallUp): void {
  const params = wallState(event, "Range.WallUp", event.params.high_, OperatingStatus.ACTIVE);
  params.parameter = capacity(event, "Range.WallUp", event.params.high_, "", event.params.capacity_);
  recordBackstopState(event, params);
}

/** Records that a wall fell because its capacity is used: nothing is swapped at it until it is regenerated. */
export function handleWallDown(event: WallDown): void {
  const params = wallState(event, "Range.WallDown", event.params.high_, OperatingStatus.PAUSED);
  params.reason = "Capacity used";
  params.parameter = capacity(event, "Range.WallDown", event.params.high_, "", event.params.capacity_);
  recordBackstopState(event, params);
}

function wallState(event: ethereum.Event, log: string, isHigh: bool, status: string): BackstopStateParams {
  return new BackstopStateParams(OLYMPUS, log, wall(event.address, isHigh), status);
}

/** Records the capacity of the bond market before a wall. */
export function handleCushionUp(event: CushionUp): void {
  const log = "Range.CushionUp";
  recordParameterChange(event, capacity(event, log, event.params.high_, "cushion.", event.params.capacity_));
}

/** Records that the bond market before a wall ended. */
export function handleCushionDown(event: CushionDown): void {
  const log = "Range.CushionDown";
  recordParameterChange(event, capacity(event, log, event.params.high_, "cushion.", BigInt.zero()));
}

/** Records the prices of the range: the lower wall's is the strike at which the treasury buys. */
export function handlePricesChanged(event: PricesChanged): void {
  recordParameterChanges(event, [
    parameter(event.address, "Range.PricesChanged", "low.wall.price", event.params.wallLowPrice_),
    parameter(event.address, "Range.PricesChanged", "low.cushion.price", event.params.cushionLowPrice_),
    parameter(event.address, "Range.PricesChanged", "high.cushion.price", event.params.cushionHighPrice_),
    parameter(event.address, "Range.PricesChanged", "high.wall.price", event.params.wallHighPrice_),
  ]);
}

function capacity(
  event: ethereum.Event,
  log: string,
  isHigh: bool,
  part: string,
  value: BigInt,
): ParameterChangeParams {
  const side = isHigh ? "high" : "low";
  return parameter(event.address, log, `${side}.${part}capacity`, value);
}

function parameter(range: Bytes, log: string, name: string, value: BigInt): ParameterChangeParams {
  const params = new ParameterChangeParams(OLYMPUS, log, range, name);
  params.market = rangeMarket(range);
  params.value = value;
  return params;
}
