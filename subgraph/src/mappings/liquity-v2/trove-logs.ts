import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { signedWordAt, wordAddress, wordAt } from "../../math/number-bytes";
import { LiquidatedPosition } from "../../params/offset-liquidation-params";
import { isLog } from "../stability-pool/receipt-layout";

const TROVE_OPERATION = "TroveOperation(uint256,uint8,uint256,uint256,uint256,int256,uint256,int256)";
const BATCH_UPDATED = "BatchUpdated(address,uint8,uint256,uint256,uint256,uint256,uint256,uint256)";
const LIQUIDATION =
  "Liquidation(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256)";

/** `_operation` of TroveOperation: liquidate. */
const LIQUIDATE: i32 = 5;

/** Where TroveOperation states debt from redistributions, then the operation's changes of debt and collateral. */
const REDISTRIBUTED_DEBT_OFFSET: i32 = 2 * 32;
const DEBT_CHANGE_OFFSET: i32 = 4 * 32;
const COLLATERAL_CHANGE_OFFSET: i32 = 6 * 32;

/** Where BatchUpdated states the batch's debt and its total debt shares: words 1 and 5. */
const BATCH_DEBT_OFFSET: i32 = 32;
const BATCH_SHARES_OFFSET: i32 = 5 * 32;

/**
 * Returns the troves that a `Liquidation` closed: the TroveOperation logs since the one before it in the transaction.
 * A trove's number stands for its owner, whom no event of the branch tells.
 */
export function liquidatedTroves(event: ethereum.Event): Array<LiquidatedPosition> {
  let troves: Array<LiquidatedPosition> = [];
  const receipt = event.receipt;
  if (receipt == null) return troves;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.ge(event.logIndex)) break;
    if (isLog(log, event.address, LIQUIDATION)) troves = [];
    else if (isLog(log, event.address, TROVE_OPERATION)) readLiquidated(troves, log);
  }
  return troves;
}

function readLiquidated(troves: Array<LiquidatedPosition>, log: ethereum.Log): void {
  const operation = wordAt(log.data, 0);
  const debt = signedWordAt(log.data, DEBT_CHANGE_OFFSET);
  const collateral = signedWordAt(log.data, COLLATERAL_CHANGE_OFFSET);
  if (operation === null || debt === null || collateral === null) return;
  if (operation.toI32() != LIQUIDATE || log.topics.length != 2) return;
  troves.push(new LiquidatedPosition(log.topics[1], debt.neg(), collateral.neg()));
}

/** What changed a trove, as the TroveOperation after its update states it. */
export class TroveOperationLog {
  /**
   * @param operation - The contract's own number of the operation.
   * @param redistributed - Debt that redistributions added, in units of BOLD.
   */
  constructor(
    public operation: i32,
    public redistributed: BigInt,
  ) {}
}

/**
 * Returns the operation that changed a trove.
 *
 * @param trove - The trove's number as a word.
 * @returns Null when the receipt holds no TroveOperation of the trove after the log.
 */
export function operationAfter(event: ethereum.Event, trove: Bytes): TroveOperationLog | null {
  const log = firstAfter(event, TROVE_OPERATION, trove);
  if (log === null) return null;
  const operation = wordAt(log.data, 0);
  const redistributed = wordAt(log.data, REDISTRIBUTED_DEBT_OFFSET);
  if (operation === null || redistributed === null) return null;
  return new TroveOperationLog(operation.toI32(), redistributed);
}

/**
 * Returns the debt of a trove in a batch: its part of the batch's debt, which BatchUpdated states after it.
 *
 * @param shares - The trove's debt shares.
 * @returns Rounded down as the contract does; null when the receipt holds no such log.
 * @see liquity/bold TroveManager.sol, _getLatestTroveDataFromBatch
 */
export function batchedDebt(event: ethereum.Event, manager: Bytes, shares: BigInt): BigInt | null {
  const log = firstAfter(event, BATCH_UPDATED, manager);
  if (log === null) return null;
  const debt = wordAt(log.data, BATCH_DEBT_OFFSET);
  const total = wordAt(log.data, BATCH_SHARES_OFFSET);
  if (debt === null || total === null || total.isZero()) return null;
  return debt.times(shares).div(total);
}

/** Subject is the second topic: a word, or an address padded to one. */
function firstAfter(event: ethereum.Event, signature: string, subject: Bytes): ethereum.Log | null {
  const receipt = event.receipt;
  if (receipt == null) return null;
  for (let i = 0; i < receipt.logs.length; i++) {
    const log = receipt.logs[i];
    if (log.logIndex.le(event.logIndex) || log.topics.length != 2) continue;
    if (isLog(log, event.address, signature) && isSubject(log.topics[1], subject)) return log;
  }
  return null;
}

function isSubject(topic: Bytes, subject: Bytes): bool {
  return subject.length == 20 ? wordAddress(topic).equals(subject) : topic.equals(subject);
}
