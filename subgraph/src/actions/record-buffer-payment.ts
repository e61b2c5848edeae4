import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { DeficitAction, FlowCause, FlowDirection, HoldKind } from "../constants";
import { lesser } from "../math/lesser";
import { BufferPaymentParams } from "../params/buffer-payment-params";
import { DeficitChangeParams } from "../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { FlowParams } from "../params/flow-params";
import { FundFlowParams } from "../params/fund-flow-params";
import { loadDeficit } from "../store/deficit";
import { isKeptExactly } from "../store/kept-balance";
import { recordDeficitChange } from "./record-deficit-change";
import { recordFundFlow } from "./record-fund-flow";

/**
 * Records that a system's surplus paid its debt. Where the surplus is kept exactly, what the losses do not take of the
 * sum pays expenses, for which the buffer held money back.
 */
export function recordBufferPayment(event: ethereum.Event, params: BufferPaymentParams): void {
  const isExact = isKeptExactly(params.buffer);
  const released = params.isFromAuction ? params.amount : BigInt.zero();
  const covered = isExact ? payable(params, released) : params.amount;
  const expenses = params.amount.minus(covered);
  const flows: Array<FlowParams> = [];
  if (!covered.isZero() || !isExact) flows.push(flowOf(params, FlowCause.COVERAGE, covered));
  if (!expenses.isZero()) addExpenses(params, flows, expenses);
  if (covered.isZero() && isExact) {
    recordFundFlow(event, new FundFlowParams(params.protocol, params.log, flows));
    return;
  }
  const deficit = new DeficitParams(params.market, params.asset, stepsOf(params, covered));
  const change = new DeficitChangeParams(params.protocol, params.log, deficit);
  change.flows = flows;
  recordDeficitChange(event, change);
}

function payable(params: BufferPaymentParams, released: BigInt): BigInt {
  const deficit = loadDeficit(params.market.id, params.asset.id);
  if (deficit === null) return BigInt.zero();
  const pending = deficit.pending.minus(lesser(released, deficit.pending));
  return lesser(params.amount, deficit.open.minus(pending));
}

function stepsOf(params: BufferPaymentParams, covered: BigInt): Array<DeficitStep> {
  const paid = new DeficitStep(DeficitAction.COVERED, covered);
  paid.payer = params.payer;
  paid.sparesPending = true;
  if (!params.isFromAuction) return [paid];
  return [new DeficitStep(DeficitAction.UNPENDING, params.amount), paid];
}

function addExpenses(params: BufferPaymentParams, flows: Array<FlowParams>, amount: BigInt): void {
  const release = flowOf(params, FlowCause.TRANSFER, amount);
  release.direction = FlowDirection.RELEASE;
  release.hold = HoldKind.ENCUMBERED;
  flows.push(release);
  flows.push(flowOf(params, FlowCause.TRANSFER, amount));
}

function flowOf(params: BufferPaymentParams, cause: string, amount: BigInt): FlowParams {
  return new FlowParams(params.buffer, params.asset, FlowDirection.OUT, cause, amount);
}
