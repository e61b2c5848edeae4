import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { recordBalanceSnapshot } from "../../actions/record-balance-snapshot";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { wordAddress } from "../../math/number-bytes";
import { BalanceSnapshotParams } from "../../params/balance-snapshot-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { isLog, ReceiptLayout, TROVE_LIQUIDATED } from "./receipt-layout";
import { StabilitySystem } from "./stability-system";

const TRANSFER = "Transfer(address,address,uint256)";

/**
 * Records what the pool states to hold of the debt token. Inside a liquidation the fall is the debt that the pool
 * cancels and is recorded with the `Liquidation` that follows; otherwise somebody deposited or withdrew.
 *
 * @param balance - After the log, in units of the debt token.
 */
export function recordPoolBalance(
  event: ethereum.Event,
  system: StabilitySystem,
  layout: ReceiptLayout,
  log: string,
  balance: BigInt,
): void {
  if (isInLiquidation(event, system, layout)) return;
  const params = new BalanceSnapshotParams(
    system.protocol,
    log,
    system.pool,
    system.debt,
    balance,
    FlowCause.DEPOSIT,
    FlowCause.WITHDRAWAL,
  );
  params.account = depositorOf(event, system);
  recordBalanceSnapshot(event, params);
}

/** Records collateral that the pool paid to a depositor; nothing is due with most operations. */
export function recordGainPaid(
  event: ethereum.Event,
  system: StabilitySystem,
  log: string,
  depositor: Bytes,
  amount: BigInt,
): void {
  if (amount.isZero()) return;
  const cause = FlowCause.WITHDRAWAL;
  const flow = new FlowParams(system.pool, system.collateral, FlowDirection.OUT, cause, amount);
  flow.account = depositor;
  recordFundFlow(event, new FundFlowParams(system.protocol, log, [flow]));
}

/** A liquidation lasts from the first trove that it closes to its `Liquidation` log. */
function isInLiquidation(event: ethereum.Event, system: StabilitySystem, layout: ReceiptLayout): bool {
  const receipt = event.receipt;
  if (receipt == null) return false;
  let isOpen = false;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.ge(event.logIndex)) break;
    if (isLog(log, system.troveManager, TROVE_LIQUIDATED)) isOpen = true;
    else if (isLog(log, system.troveManager, layout.liquidation)) isOpen = false;
  }
  return isOpen;
}

/**
 * Who deposited or withdrew: the other side of the debt token's transfer right ahead of the log or, as MUSD takes
 * deposits, right after it. Null when neither is one of the pool.
 */
function depositorOf(event: ethereum.Event, system: StabilitySystem): Bytes | null {
  const payer = counterparty(neighbour(event, -1), system);
  return payer === null ? counterparty(neighbour(event, 1), system) : payer;
}

/** The log of the same transaction that many places away; null when there is none. */
function neighbour(event: ethereum.Event, distance: i32): ethereum.Log | null {
  const receipt = event.receipt;
  if (receipt == null) return null;
  const place = event.logIndex.plus(BigInt.fromI32(distance));
  for (let i = 0; i < receipt.logs.length; i++) {
    if (receipt.logs[i].logIndex.equals(place)) return receipt.logs[i];
  }
  return null;
}

function counterparty(log: ethereum.Log | null, system: StabilitySystem): Bytes | null {
  if (log === null || !isLog(log, system.debt.id, TRANSFER) || log.topics.length != 3) return null;
  const from = wordAddress(log.topics[1]);
  const to = wordAddress(log.topics[2]);
  if (to.equals(system.stabilityPool)) return from;
  return from.equals(system.stabilityPool) ? to : null;
}
