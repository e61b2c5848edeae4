import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { LendingState, Position, Protocol } from "../../generated/schema";
import { applyLendingChange, changed, isLendingChangeInRange } from "../accounting/apply-lending-change";
import { applyPositionChange } from "../accounting/apply-position-change";
import { PositionCause, SkipReason } from "../constants";
import { NO_KEY, positionId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { sharesToAssetsUp } from "../math/virtual-shares";
import { LendingChangeParams } from "../params/lending-change-params";
import { PositionChangeParams } from "../params/position-change-params";
import { loadLendingState } from "../store/lending-state";
import { loadOrCreatePosition, loadPosition } from "../store/position";
import { createPositionChange } from "../store/position-change";
import { writeSkip } from "./write-skip";

/**
 * Changes a lending market's totals and the position that the change names. The caller holds the protocol, counts the
 * log and saves it.
 *
 * @param cause - One of PositionCause; null when what the change leaves tells it.
 * @returns False when the log was skipped.
 */
export function writeLendingChange(
  event: ethereum.Event,
  protocol: Protocol,
  params: LendingChangeParams,
  cause: string | null,
): bool {
  const totals = loadLendingState(params.market.id);
  if (totals === null) {
    const detail = `Market ${params.market.name} was never seen to open`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    return false;
  }
  const account = params.account;
  const position = positionOf(params);
  if (!isLendingChangeInRange(totals, position, params)) {
    const detail = `Expected market ${params.market.name} and its position to hold what the log takes`;
    writeSkip(event, protocol, params.log, SkipReason.OUT_OF_RANGE, detail);
    return false;
  }
  applyLendingChange(totals, params, ordinalOf(event));
  totals.save();
  if (account !== null) writePosition(event, params, account, totals, cause);
  return true;
}

function positionOf(params: LendingChangeParams): Position | null {
  const account = params.account;
  if (account === null) return null;
  return loadPosition(positionId(params.market.id, account, NO_KEY));
}

function writePosition(
  event: ethereum.Event,
  params: LendingChangeParams,
  account: Bytes,
  totals: LendingState,
  cause: string | null,
): void {
  const zero = BigInt.zero();
  const change = new PositionChangeParams(
    params.protocol,
    params.log,
    params.market,
    account,
    "",
    zero,
    zero,
  );
  change.debtShares = zero;
  const position = loadOrCreatePosition(change, event);
  const shares = changed(position.debtShares, params.borrowedShares);
  change.collateral = position.collateral.plus(params.collateral);
  change.debtShares = shares;
  change.debt = sharesToAssetsUp(shares, totals.borrowedAssets, changed(totals.borrowedShares, zero));
  change.isClosed = change.collateral.isZero() && shares.isZero();
  change.cause = cause === null ? causeOf(position, change.isClosed) : cause;
  createPositionChange(event, position, change);
  applyPositionChange(position, change, ordinalOf(event));
  position.save();
}

function causeOf(before: Position, isClosed: bool): string {
  if (isClosed) return PositionCause.CLOSE;
  const wasEmpty = before.collateral.isZero() && changed(before.debtShares, BigInt.zero()).isZero();
  return wasEmpty ? PositionCause.OPEN : PositionCause.ADJUST;
}
