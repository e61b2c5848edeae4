import { ethereum } from "@graphprotocol/graph-ts";
import { Backstop, Protocol } from "../../generated/schema";
import { AssetKind, FlowCause, FlowDirection, HoldKind, OperatingStatus } from "../constants";
import { AssetParams } from "../params/asset-params";
import { BackstopStateParams } from "../params/backstop-state-params";
import { FlowParams } from "../params/flow-params";
import { loadOrCreateBackstop } from "../store/backstop";
import { balancesOf } from "../store/backstop-balance";
import { loadOrCreateMarket } from "../store/market";
import { createParameterChange } from "../store/parameter-change";
import { writeBackstopStatus } from "./write-backstop-status";
import { writeFlows } from "./write-flows";

/**
 * Writes what a log says about the state of a backstop. One that is switched off holds all of its balance disabled; one
 * that works again releases it. The caller holds the protocol, counts the log and saves it.
 */
export function writeBackstopState(
  event: ethereum.Event,
  protocol: Protocol,
  params: BackstopStateParams,
): void {
  const parameter = params.parameter;
  if (parameter !== null) createParameterChange(event, protocol.id, parameter);
  const backstop = loadOrCreateBackstop(params.backstop, event);
  const market = params.market;
  if (market !== null) backstop.market = loadOrCreateMarket(market, event).id;
  if (changesStatus(backstop, params)) {
    addDisabledFlows(backstop, params);
    writeBackstopStatus(event, backstop, params.status, params.reason, params.firstStep);
  }
  backstop.save();
  writeFlows(event, protocol, params, null);
}

function changesStatus(backstop: Backstop, params: BackstopStateParams): bool {
  if (backstop.status == params.status) return false;
  const onlyFrom = params.onlyFrom;
  return onlyFrom === null || backstop.status == onlyFrom;
}

function addDisabledFlows(backstop: Backstop, params: BackstopStateParams): void {
  const isSwitchedOff = params.status == OperatingStatus.DISABLED;
  if (!isSwitchedOff && backstop.status != OperatingStatus.DISABLED) return;
  const direction = isSwitchedOff ? FlowDirection.HOLD : FlowDirection.RELEASE;
  const balances = balancesOf(backstop);
  for (let i = 0; i < balances.length; i++) {
    const amount = isSwitchedOff ? balances[i].balance.minus(balances[i].disabled) : balances[i].disabled;
    if (amount.isZero()) continue;
    const asset = new AssetParams(balances[i].asset, AssetKind.ERC20, null, -1);
    const flow = new FlowParams(params.backstop, asset, direction, FlowCause.REBALANCE, amount);
    flow.hold = HoldKind.DISABLED;
    params.flows.push(flow);
  }
}
