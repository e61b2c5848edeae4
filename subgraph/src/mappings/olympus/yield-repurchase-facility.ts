import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  NextYieldSet,
  RepoMarket,
  Shutdown,
} from "../../../generated/OlympusYieldRepurchaseFacility/YieldRepurchaseFacility";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { recordParameterChanges } from "../../actions/record-parameter-changes";
import { recordStatusChange } from "../../actions/record-status-change";
import { OperatingStatus } from "../../constants";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { OLYMPUS, repurchases } from "./olympus";

/** Records what is spent next: the market's number, and reserve. What it buys has no log of the facility. */
export function handleRepoMarket(event: RepoMarket): void {
  const log = "YieldRepurchaseFacility.RepoMarket";
  recordParameterChanges(event, [
    parameter(event.address, log, "marketId", event.params.marketId),
    parameter(event.address, log, "bidAmount", event.params.bidAmount),
  ]);
}

/** Records the yield that the next week spends, in units of the reserve. */
export function handleNextYieldSet(event: NextYieldSet): void {
  const log = "YieldRepurchaseFacility.NextYieldSet";
  recordParameterChange(event, parameter(event.address, log, "nextYield", event.params.nextYield));
}

/** Records that purchases ended for good. */
export function handleShutdown(event: Shutdown): void {
  const log = "YieldRepurchaseFacility.Shutdown";
  const facility = repurchases(event.address);
  recordStatusChange(event, new StatusChangeParams(OLYMPUS, log, facility, OperatingStatus.SHUT_DOWN));
}

function parameter(contract: Bytes, log: string, name: string, value: BigInt): ParameterChangeParams {
  const params = new ParameterChangeParams(OLYMPUS, log, contract, name);
  params.value = value;
  return params;
}
