import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import {
  BatchedTroveUpdated,
  Liquidation,
  Redemption,
  TroveUpdated,
} from "../../../generated/LiquityV2TroveManager/TroveManager";
import { recordOffsetLiquidation } from "../../actions/record-offset-liquidation";
import { recordPrice } from "../../actions/record-price";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { PositionCause, PriceStatus, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { numberWord } from "../../math/number-bytes";
import { OffsetLiquidationParams } from "../../params/offset-liquidation-params";
import { PriceParams } from "../../params/price-params";
import { SkipParams } from "../../params/skip-params";
import { recordTrove, TroveUpdate } from "../stability-pool/record-trove";
import { branch, LIQUITY_V2 } from "./liquity-v2";
import { batchedDebt, liquidatedTroves, operationAfter, TroveOperationLog } from "./trove-logs";

const LIQUIDATION = "TroveManager.Liquidation";
const BATCHED = "TroveManager.BatchedTroveUpdated";

/** `_operation` of TroveOperation: applyPendingDebt. */
const APPLY_PENDING_DEBT: i32 = 4;

/**
 * By Operation: openTrove, closeTrove, adjustTrove, adjustTroveInterestRate, applyPendingDebt, liquidate,
 * redeemCollateral, openTroveAndJoinBatch, setInterestBatchManager, removeFromBatch.
 */
const CAUSES = [
  PositionCause.OPEN,
  PositionCause.CLOSE,
  PositionCause.ADJUST,
  PositionCause.ADJUST,
  PositionCause.ACCRUAL,
  PositionCause.LIQUIDATION,
  PositionCause.REDEMPTION,
  PositionCause.OPEN,
  PositionCause.ADJUST,
  PositionCause.ADJUST,
];

/** Records the troves that a liquidation closed, what the pool cancelled of their debt and received for it. */
export function handleLiquidation(event: Liquidation): void {
  const troves = liquidatedTroves(event);
  if (troves.length == 0) {
    skip(event, LIQUIDATION, "Expected TroveOperation liquidate ahead of it in the transaction, got none");
    return;
  }
  const system = branch(readContext());
  const stated = event.params;
  const total = stated._debtOffsetBySP.plus(stated._debtRedistributed);
  const params = new OffsetLiquidationParams(
    LIQUITY_V2,
    LIQUIDATION,
    system.market,
    system.pool,
    system.collateral,
    system.debt,
    troves,
    total,
  );
  params.offset = stated._debtOffsetBySP;
  params.gain = stated._collSentToSP;
  params.surplus = stated._collSurplus;
  params.price = stated._price;
  recordOffsetLiquidation(event, params);
}

/** Records a trove outside batches after any operation, which the log that follows names. */
export function handleTroveUpdated(event: TroveUpdated): void {
  const trove = numberWord(event.params._troveId);
  const operation = operationAfter(event, trove);
  if (operation === null) {
    skip(event, "TroveManager.TroveUpdated", "Expected TroveOperation of the same trove after it, got none");
    return;
  }
  const update = new TroveUpdate(trove, event.params._debt, event.params._coll, operation.operation);
  recordTrove(event, branch(readContext()), "TroveManager.TroveUpdated", causesOf(operation), update);
}

/** Records a trove inside a batch: the event states its shares of the debt, the batch's own log the debt. */
export function handleBatchedTroveUpdated(event: BatchedTroveUpdated): void {
  const stated = event.params;
  const trove = numberWord(stated._troveId);
  const operation = operationAfter(event, trove);
  const debt = batchedDebt(event, stated._interestBatchManager, stated._batchDebtShares);
  if (operation === null || debt === null) {
    skip(event, BATCHED, "Expected TroveOperation and BatchUpdated of the same trove after it, got not both");
    return;
  }
  const update = new TroveUpdate(trove, debt, stated._coll, operation.operation);
  recordTrove(event, branch(readContext()), BATCHED, causesOf(operation), update);
}

/** Records the price at which BOLD was redeemed; the troves that were redeemed against state themselves. */
export function handleRedemption(event: Redemption): void {
  const price = event.params._price;
  const isValid = !price.isZero();
  const status = isValid ? PriceStatus.OK : PriceStatus.INVALID;
  const valid: BigInt | null = isValid ? price : null;
  const context = readContext();
  const feed = branch(context).feedAt(context.bytes("priceFeed"));
  recordPrice(event, new PriceParams(LIQUITY_V2, "TroveManager.Redemption", feed, valid, status));
}

/** Debt that is applied without another change is interest, unless a redistribution added to it. */
function causesOf(operation: TroveOperationLog): Array<string> {
  if (operation.redistributed.isZero()) return CAUSES;
  const causes = CAUSES.slice(0);
  causes[APPLY_PENDING_DEBT] = PositionCause.REDISTRIBUTION;
  return causes;
}

function skip(event: ethereum.Event, log: string, detail: string): void {
  recordSkippedEvent(event, new SkipParams(LIQUITY_V2, log, SkipReason.UNDECODABLE, detail));
}
