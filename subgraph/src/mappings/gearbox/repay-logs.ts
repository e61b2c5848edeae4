import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { wordAddress, wordAt } from "../../math/number-bytes";
import { isEvent } from "../is-event";

const TRANSFER = "Transfer(address,address,uint256)";
const UNCOVERED = "IncurUncoveredLoss(address,uint256)";
const REPAY = "Repay(address,uint256,uint256,uint256)";
/** Where `loss` stands in the data of Repay: after principal and profit. */
const LOSS_OFFSET: i32 = 2 * 32;
const LIQUIDATED = "LiquidateCreditAccount(address,address,address,uint256)";

/** What the logs around a repayment with a loss tell. */
export class LossLogs {
  /** Shares of the treasury that were burnt. */
  burnt: BigInt = BigInt.zero();
  /** Part of the loss that they did not cover, in units of the lent asset. */
  uncovered: BigInt = BigInt.zero();
  /** Credit account and liquidator; null when no facade tells. */
  account: Bytes | null = null;
  liquidator: Bytes | null = null;
}

/**
 * Reads the logs around a repayment with a loss: `IncurUncoveredLoss` (where the shares do not suffice), the burn of
 * the treasury's shares, `Repay`, later the facade's `LiquidateCreditAccount`.
 *
 * @returns Null when the receipt holds no burn right before the repayment.
 * @see Gearbox core-v3 contracts/pool/PoolV3.sol, repayCreditAccount
 */
export function readLossLogs(event: ethereum.Event, treasury: Bytes): LossLogs | null {
  const burn = logAt(event, 1);
  if (burn === null || !isBurn(burn, event.address, treasury)) return null;
  const logs = new LossLogs();
  const shares = wordAt(burn.data, 0);
  if (shares !== null) logs.burnt = shares;
  const incurred = logAt(event, 2);
  if (incurred !== null && incurred.address.equals(event.address) && isEvent(incurred, UNCOVERED)) {
    const loss = wordAt(incurred.data, 0);
    if (loss !== null) logs.uncovered = loss;
  }
  nameAccount(event, logs);
  return logs;
}

/** What a liquidation gave back to the pool. */
export class Repayment {
  /**
   * @param principal - In units of the lent asset.
   * @param loss - What was missing, in the same units.
   */
  constructor(
    public principal: BigInt,
    public loss: BigInt,
  ) {}
}

/**
 * Returns the repayment that a liquidation made: the pool's last `Repay` before it.
 *
 * @returns Null when the receipt holds none.
 */
export function repaymentBefore(event: ethereum.Event, pool: Bytes): Repayment | null {
  const receipt = event.receipt;
  if (receipt == null) return null;
  let last: Repayment | null = null;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.ge(event.logIndex)) break;
    if (log.address.equals(pool) && isEvent(log, REPAY)) last = repaymentOf(log);
  }
  return last;
}

function repaymentOf(log: ethereum.Log): Repayment | null {
  const principal = wordAt(log.data, 0);
  const loss = wordAt(log.data, LOSS_OFFSET);
  if (principal === null || loss === null) return null;
  return new Repayment(principal, loss);
}

function nameAccount(event: ethereum.Event, logs: LossLogs): void {
  const receipt = event.receipt;
  if (receipt == null) return;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.le(event.logIndex) || log.topics.length != 3 || !isEvent(log, LIQUIDATED)) continue;
    logs.account = wordAddress(log.topics[1]);
    logs.liquidator = wordAddress(log.topics[2]);
    return;
  }
}

function logAt(event: ethereum.Event, before: i32): ethereum.Log | null {
  const receipt = event.receipt;
  if (receipt == null) return null;
  const index = event.logIndex.minus(BigInt.fromI32(before));
  for (let i = 0; i < receipt.logs.length; i++) {
    if (receipt.logs[i].logIndex.equals(index)) return receipt.logs[i];
  }
  return null;
}

function isBurn(log: ethereum.Log, pool: Bytes, treasury: Bytes): bool {
  if (!log.address.equals(pool) || log.topics.length != 3 || !isEvent(log, TRANSFER)) return false;
  const to = wordAddress(log.topics[2]);
  return wordAddress(log.topics[1]).equals(treasury) && to.equals(new Bytes(20));
}
