import { BigInt } from "@graphprotocol/graph-ts";
import {
  BalanceStated,
  Deposited,
  Held,
  Inflow,
  Outflow,
  Released,
} from "../../../generated/Backstop/Backstop";
import { heldBalance } from "../../actions/known-shares";
import { recordBalanceSnapshot } from "../../actions/record-balance-snapshot";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { BalanceSource, FlowCause, FlowDirection, HoldKind } from "../../constants";
import { BalanceSnapshotParams } from "../../params/balance-snapshot-params";
import { flowCause, holdKind } from "./enums";
import { flowsOf, nameCause, plainFlow } from "./standard-flow";
import { StandardLog } from "./standard-log";

/** Records a deposit and the shares minted for it. */
export function handleDeposited(event: Deposited): void {
  const log = new StandardLog(event, "Deposited");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  if (log.isRefused()) return;
  const cause = FlowCause.DEPOSIT;
  const flow = plainFlow(backstop, asset, FlowDirection.IN, cause, params.amount, params.account);
  if (!params.shares.isZero()) {
    flow.shares = params.shares;
    flow.pendingShares = BigInt.zero();
  }
  recordFundFlow(event, flowsOf(log, [flow]));
}

/** Records what came in, for whatever reason. */
export function handleInflow(event: Inflow): void {
  const log = new StandardLog(event, "Inflow");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  const cause = log.member(flowCause(params.cause), "FlowCause", params.cause);
  if (log.isRefused()) return;
  const flow = plainFlow(backstop, asset, FlowDirection.IN, cause, params.amount, params.account);
  const flows = flowsOf(log, [flow]);
  nameCause(flows, log, params.fact);
  recordFundFlow(event, flows);
}

/** Records what went out, for whatever reason. */
export function handleOutflow(event: Outflow): void {
  const log = new StandardLog(event, "Outflow");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  const cause = log.member(flowCause(params.cause), "FlowCause", params.cause);
  if (log.isRefused()) return;
  const flow = plainFlow(backstop, asset, FlowDirection.OUT, cause, params.amount, params.account);
  const flows = flowsOf(log, [flow]);
  nameCause(flows, log, params.fact);
  recordFundFlow(event, flows);
}

/** Records that a part of a balance cannot be used any more. */
export function handleHeld(event: Held): void {
  const log = new StandardLog(event, "Held");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  const hold = log.member(holdKind(params.hold), "HoldKind", params.hold);
  if (log.isRefused()) return;
  const cause = holdCause(hold);
  const flow = plainFlow(backstop, asset, FlowDirection.HOLD, cause, params.amount, params.account);
  flow.hold = hold;
  recordFundFlow(event, flowsOf(log, [flow]));
}

/** Records that a part of a balance can be used again. */
export function handleReleased(event: Released): void {
  const log = new StandardLog(event, "Released");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  const hold = log.member(holdKind(params.hold), "HoldKind", params.hold);
  if (log.isRefused()) return;
  const cause = holdCause(hold);
  const flow = plainFlow(backstop, asset, FlowDirection.RELEASE, cause, params.amount, params.account);
  flow.hold = hold;
  recordFundFlow(event, flowsOf(log, [flow]));
}

/** Records a balance that is not the sum of flows; elsewhere it must be what the flows gave. */
export function handleBalanceStated(event: BalanceStated): void {
  const log = new StandardLog(event, "BalanceStated");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  if (backstop.balanceSource != BalanceSource.SNAPSHOT) {
    const known = heldBalance(backstop, asset.id);
    const detail = `Expected the balance ${known.toString()}, got ${params.balance.toString()}`;
    log.expect(params.balance.equals(known), detail);
  }
  if (log.isRefused()) return;
  const cause = FlowCause.TRANSFER;
  recordBalanceSnapshot(
    event,
    new BalanceSnapshotParams(log.slug, log.log, backstop, asset, params.balance, cause, cause),
  );
}

function holdCause(hold: string): string {
  return hold == HoldKind.PENDING_OUTFLOW ? FlowCause.WITHDRAWAL_REQUEST : FlowCause.REBALANCE;
}
