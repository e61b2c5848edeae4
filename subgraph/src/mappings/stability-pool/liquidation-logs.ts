import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { wordAddress, wordAt } from "../../math/number-bytes";
import { LiquidatedPosition, OffsetLiquidationParams } from "../../params/offset-liquidation-params";
import { isLog, ReceiptLayout, TROVE_LIQUIDATED } from "./receipt-layout";
import { StabilitySystem } from "./stability-system";

const LAST_GOOD_PRICE_UPDATED = "LastGoodPriceUpdated(uint256)";

/** `_operation` of TroveLiquidated in Liquity v1: liquidateInRecoveryMode. */
export const LIQUIDATE_IN_RECOVERY_MODE: i32 = 2;

/** What the logs ahead of a `Liquidation` tell: the troves it closed and what the pool held after it. */
export class LiquidationLogs {
  positions: Array<LiquidatedPosition> = [];
  poolDebtAfter: BigInt | null = null;
  poolCollateralAfter: BigInt | null = null;
  price: BigInt | null = null;
}

/**
 * Reads the logs between the last `Liquidation` of the transaction and this one. The contract closes the troves first
 * (TroveLiquidated), then the pool states its balances, then comes the `Liquidation` itself; what the pool states
 * ahead of the first trove belongs to deposits and withdrawals of the same transaction.
 *
 * @returns Null when the receipt holds no liquidated trove.
 * @see Liquity v1 contracts/TroveManager.sol, batchLiquidateTroves
 */
export function readLiquidationLogs(
  event: ethereum.Event,
  system: StabilitySystem,
  layout: ReceiptLayout,
): LiquidationLogs | null {
  const receipt = event.receipt;
  if (receipt == null) return null;
  let found = new LiquidationLogs();
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.ge(event.logIndex)) break;
    if (isLog(log, system.troveManager, layout.liquidation)) found = new LiquidationLogs();
    else readLog(found, log, system, layout);
  }
  return found.positions.length == 0 ? null : found;
}

function readLog(
  found: LiquidationLogs,
  log: ethereum.Log,
  system: StabilitySystem,
  layout: ReceiptLayout,
): void {
  if (isLog(log, system.troveManager, TROVE_LIQUIDATED)) readTrove(found, log);
  const feed = system.feed;
  if (feed !== null && isLog(log, feed.contract, LAST_GOOD_PRICE_UPDATED)) found.price = wordAt(log.data, 0);
  if (found.positions.length == 0) return;
  if (isLog(log, system.stabilityPool, layout.debtBalance)) found.poolDebtAfter = wordAt(log.data, 0);
  if (isLog(log, system.stabilityPool, layout.collateralBalance)) {
    found.poolCollateralAfter = wordAt(log.data, 0);
  }
}

function readTrove(found: LiquidationLogs, log: ethereum.Log): void {
  const debt = wordAt(log.data, 0);
  const collateral = wordAt(log.data, 32);
  const operation = wordAt(log.data, 64);
  if (log.topics.length != 2 || debt === null || collateral === null || operation === null) return;
  const position = new LiquidatedPosition(wordAddress(log.topics[1]), debt, collateral);
  position.isInRecoveryMode = operation.toI32() == LIQUIDATE_IN_RECOVERY_MODE;
  found.positions.push(position);
}

/**
 * Makes the params of a liquidation whose receipt was read.
 *
 * @param totalDebt - As the event states it, in units of the debt asset.
 */
export function offsetParams(
  system: StabilitySystem,
  log: string,
  logs: LiquidationLogs,
  totalDebt: BigInt,
): OffsetLiquidationParams {
  const params = new OffsetLiquidationParams(
    system.protocol,
    log,
    system.market,
    system.pool,
    system.collateral,
    system.debt,
    logs.positions,
    totalDebt,
  );
  params.poolDebtAfter = logs.poolDebtAfter;
  params.poolCollateralAfter = logs.poolCollateralAfter;
  params.price = logs.price;
  return params;
}
