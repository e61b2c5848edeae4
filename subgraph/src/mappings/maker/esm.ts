import { Bytes } from "@graphprotocol/graph-ts";
import { Fire, Join } from "../../../generated/MakerEsm/Esm";
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

/** Records tokens that a holder gave up for a shutdown. */
export function handleJoin(event: Join): void {
  const context = readContext();
  const symbol = context.string("tokenSymbol");
  const token = new AssetParams(
    context.bytes("token"),
    AssetKind.ERC20,
    symbol,
    context.int("tokenDecimals"),
  );
  const module = shutdownModule(event.address);
  const flow = new FlowParams(module, token, FlowDirection.IN, FlowCause.DEPOSIT, event.params.wad);
  flow.account = event.params.usr;
  recordFundFlow(event, new FundFlowParams(MAKER, "Esm.Join", [flow]));
}

/** Records that the module ended the system. */
export function handleFire(event: Fire): void {
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
