import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { applyRate, applyUnits } from "../accounting/apply-market-debt";
import { countApplied } from "../accounting/count-log";
import { DeficitAction, FlowCause, FlowDirection, HoldKind, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { BackstopParams } from "../params/backstop-params";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { FlowParams } from "../params/flow-params";
import { MarketDebtParams } from "../params/market-debt-params";
import { isKeptExactly } from "../store/kept-balance";
import { loadMarketDebt } from "../store/market-debt";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeDeficits } from "./write-deficits";
import { writeFlows } from "./write-flows";
import { writeSkip } from "./write-skip";

/**
 * Records a change of a market's debt, and what the backstop that the same contract keeps gets or owes by it.
 */
export function recordMarketDebt(event: ethereum.Event, params: MarketDebtParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const debt = loadMarketDebt(params.market.id);
  if (debt === null) {
    const detail = `The debt of ${params.market.name} was never seen to start`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  const ordinal = ordinalOf(event);
  const change = applyUnits(debt, params.units, ordinal).plus(applyRate(debt, params.rate, ordinal));
  debt.save();
  const payee = params.payee;
  if (payee !== null && !change.isZero()) addConsequence(params, payee, change);
  writeDeficits(event, protocol, params);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}

function addConsequence(params: MarketDebtParams, payee: BackstopParams, change: BigInt): void {
  const isRise = change.gt(BigInt.zero());
  const system = params.system;
  if (!params.isConfiscation) {
    const direction = isRise ? FlowDirection.IN : FlowDirection.OUT;
    params.flows.push(ofKeeper(new FlowParams(payee, params.debt, direction, params.cause, change.abs())));
  } else if (isRise) {
    const flow = new FlowParams(payee, params.debt, FlowDirection.RELEASE, FlowCause.TRANSFER, change);
    flow.hold = HoldKind.ENCUMBERED;
    params.flows.push(ofKeeper(flow));
  } else if (system !== null && isKeptExactly(payee)) {
    const step = new DeficitStep(DeficitAction.CREATED, change.abs());
    params.deficits.push(new DeficitParams(system, params.debt, [step]));
  }
}

function ofKeeper(flow: FlowParams): FlowParams {
  flow.isOfKeeper = true;
  return flow;
}
