import { BigInt } from "@graphprotocol/graph-ts";
import { BackstopBalance } from "../../generated/schema";
import { BalanceSource, FlowDirection, HoldKind } from "../constants";
import { lesser } from "../math/lesser";
import { FlowParams } from "../params/flow-params";

/**
 * Moves capital in a balance: IN and OUT change the balance, HOLD and RELEASE its unusable part.
 * OUT takes no more than the balance holds unless some flows are not indexed (PARTIAL); RELEASE takes no more
 * than is held.
 *
 * @param ordinal - Ordinal of the log.
 * @returns The part of the flow that was applied, in units of the asset.
 */
export function applyFlow(balance: BackstopBalance, flow: FlowParams, ordinal: i64): BigInt {
  const amount = fittingAmount(balance, flow);
  if (flow.direction == FlowDirection.IN) applyInflow(balance, amount);
  else if (flow.direction == FlowDirection.OUT) applyOutflow(balance, amount);
  else if (flow.direction == FlowDirection.HOLD)
    setHeld(balance, flow.hold, held(balance, flow.hold).plus(amount));
  else setHeld(balance, flow.hold, held(balance, flow.hold).minus(amount));
  balance.shares = sum(balance.shares, flow.shares);
  balance.pendingShares = sum(balance.pendingShares, flow.pendingShares);
  balance.flowCount = balance.flowCount.plus(BigInt.fromI32(1));
  balance.updatedOrdinal = ordinal;
  return amount;
}

function fittingAmount(balance: BackstopBalance, flow: FlowParams): BigInt {
  if (flow.direction == FlowDirection.RELEASE) return lesser(flow.amount, held(balance, flow.hold));
  const mustFit = flow.direction == FlowDirection.OUT && flow.backstop.balanceSource != BalanceSource.PARTIAL;
  return mustFit ? lesser(flow.amount, balance.balance) : flow.amount;
}

function applyInflow(balance: BackstopBalance, amount: BigInt): void {
  balance.balance = balance.balance.plus(amount);
  balance.cumulativeIn = balance.cumulativeIn.plus(amount);
}

function applyOutflow(balance: BackstopBalance, amount: BigInt): void {
  balance.balance = balance.balance.minus(amount);
  balance.cumulativeOut = balance.cumulativeOut.plus(amount);
}

function held(balance: BackstopBalance, hold: string | null): BigInt {
  if (hold === null) return BigInt.zero();
  if (hold == HoldKind.PENDING_OUTFLOW) return balance.pendingOutflow;
  return hold == HoldKind.ENCUMBERED ? balance.encumbered : balance.disabled;
}

function setHeld(balance: BackstopBalance, hold: string | null, amount: BigInt): void {
  if (hold === null) return;
  if (hold == HoldKind.PENDING_OUTFLOW) balance.pendingOutflow = amount;
  else if (hold == HoldKind.ENCUMBERED) balance.encumbered = amount;
  else balance.disabled = amount;
}

function sum(before: BigInt | null, change: BigInt | null): BigInt | null {
  if (change === null) return before;
  return before === null ? change : before.plus(change);
}
