import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  AddPegKeeper,
  DebtParameters,
  PriceDeviation,
  RemovePegKeeper,
  SetKilled,
  WorstPriceThreshold,
} from "../../../generated/CurvePegkeeperRegulator/Regulator";
import { recordBackstopState } from "../../actions/record-backstop-state";
import { recordMarketStatus } from "../../actions/record-market-status";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordParameterChanges } from "../../actions/record-parameter-changes";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { OperatingStatus, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { BackstopStateParams } from "../../params/backstop-state-params";
import { MarketStatusParams } from "../../params/market-status-params";
import { SkipParams } from "../../params/skip-params";
import { addressParameter, CURVE_PEGKEEPER, numberParameter, pegKeeper, pegMarket } from "./curve-pegkeeper";

/** Largest number of `Killed`: a set of Provide (1) and Withdraw (2). */
const ALL_KILLED: i32 = 3;

/** Records a keeper that may act from now on, with its pool. */
export function handleAddPegKeeper(event: AddPegKeeper): void {
  const log = "Regulator.AddPegKeeper";
  const address = event.params.peg_keeper;
  const keeper = pegKeeper(readContext(), address);
  const params = new BackstopStateParams(CURVE_PEGKEEPER, log, keeper, OperatingStatus.ACTIVE);
  params.reason = `Added by regulator ${event.address.toHexString()}`;
  params.parameter = addressParameter(log, address, "pool", event.params.pool);
  recordBackstopState(event, params);
}

/** Records a keeper that may do nothing from now on: the regulator allows it an amount of zero. */
export function handleRemovePegKeeper(event: RemovePegKeeper): void {
  const log = "Regulator.RemovePegKeeper";
  const address = event.params.peg_keeper;
  const keeper = pegKeeper(readContext(), address);
  const params = new BackstopStateParams(CURVE_PEGKEEPER, log, keeper, OperatingStatus.DISABLED);
  params.reason = `Removed by regulator ${event.address.toHexString()}`;
  recordBackstopState(event, params);
}

/** Records what no keeper may do: the peg is not held in that direction. */
export function handleSetKilled(event: SetKilled): void {
  const log = "Regulator.SetKilled";
  const killed = event.params.is_killed;
  if (killed.gt(BigInt.fromI32(ALL_KILLED))) {
    const detail = `Expected a set of Provide (1) and Withdraw (2), got ${killed.toString()}`;
    recordSkippedEvent(event, new SkipParams(CURVE_PEGKEEPER, log, SkipReason.OUT_OF_RANGE, detail));
    return;
  }
  const status = killed.isZero() ? OperatingStatus.ACTIVE : OperatingStatus.PAUSED;
  const params = new MarketStatusParams(CURVE_PEGKEEPER, log, pegMarket(readContext()), status);
  params.reason = killedActions(killed.toI32());
  recordMarketStatus(event, params);
}

function killedActions(killed: i32): string | null {
  if (killed == 0) return null;
  if (killed == ALL_KILLED) return "Provide and Withdraw";
  return killed == 1 ? "Provide" : "Withdraw";
}

/** Records how far a pool's price may be from its oracle's, 10^18 = 100 %. */
export function handlePriceDeviation(event: PriceDeviation): void {
  record(event, "Regulator.PriceDeviation", "price_deviation", event.params.price_deviation);
}

/** Records how far below the other pools' a pool's price may be, 10^18 = 100 %. */
export function handleWorstPriceThreshold(event: WorstPriceThreshold): void {
  record(event, "Regulator.WorstPriceThreshold", "worst_price_threshold", event.params.threshold);
}

/** Records the bounds of debts in proportion to ceilings: `alpha` for one keeper, `beta` for each other's share. */
export function handleDebtParameters(event: DebtParameters): void {
  const log = "Regulator.DebtParameters";
  recordParameterChanges(event, [
    numberParameter(log, event.address, "alpha", event.params.alpha),
    numberParameter(log, event.address, "beta", event.params.beta),
  ]);
}

function record(event: ethereum.Event, log: string, name: string, value: BigInt): void {
  recordParameterChange(event, numberParameter(log, event.address, name, value));
}
