import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Fire, Join, LogNote } from "../../../generated/MakerEsm/Esm";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordStatusChange } from "../../actions/record-status-change";
import {
  AssetKind,
  BalanceSource,
  FlowCause,
  FlowDirection,
  LossLayerKind,
  MechanismKind,
  OperatingStatus,
} from "../../constants";
import { readContext } from "../../context";
import { NO_KEY } from "../../ids";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { StatusChangeParams } from "../../params/status-change-params";
import { MAKER } from "./maker";
import { NotedCall } from "./note";

/** Records tokens that a holder gave up for a shutdown. */
export function handleJoin(event: Join): void {
  join(event, event.params.usr, event.params.wad);
}

/** Records the same of the first module, which notes its calls. */
export function handleNotedJoin(event: LogNote): void {
  const call = new NotedCall(event.params.arg1, event.params.arg2, event.params.data);
  join(event, event.params.usr, call.first);
}

/** Records that the module ended the system. */
export function handleFire(event: Fire): void {
  fire(event);
}

/** Records the same of the first module. */
export function handleNotedFire(event: LogNote): void {
  fire(event);
}

function join(event: ethereum.Event, account: Bytes, amount: BigInt): void {
  const context = readContext();
  const symbol = context.string("tokenSymbol");
  const token = new AssetParams(
    context.bytes("token"),
    AssetKind.ERC20,
    symbol,
    context.int("tokenDecimals"),
  );
  const module = shutdownModule(event.address);
  const flow = new FlowParams(module, token, FlowDirection.IN, FlowCause.DEPOSIT, amount);
  flow.account = account;
  recordFundFlow(event, new FundFlowParams(MAKER, "Esm.Join", [flow]));
}

function fire(event: ethereum.Event): void {
  const module = shutdownModule(event.address);
  recordStatusChange(event, new StatusChangeParams(MAKER, "Esm.Fire", module, OperatingStatus.SHUT_DOWN));
}

/** The emergency shutdown module. It pays nothing; `burn`, which empties it, emits no event. */
function shutdownModule(contract: Bytes): BackstopParams {
  return new BackstopParams(
    MAKER,
    contract,
    NO_KEY,
    "Emergency shutdown module",
    MechanismKind.CIRCUIT_BREAKER,
    LossLayerKind.SOCIALISED,
    3,
    BalanceSource.PARTIAL,
  );
}
