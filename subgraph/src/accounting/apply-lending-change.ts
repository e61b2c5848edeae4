import { BigInt } from "@graphprotocol/graph-ts";
import { LendingState, Position } from "../../generated/schema";
import { LendingChangeParams } from "../params/lending-change-params";

/** Adds a change to an amount that may be unknown, which counts as none. */
export function changed(before: BigInt | null, change: BigInt): BigInt {
  return before === null ? change : before.plus(change);
}

/**
 * Tells whether a change leaves nothing below zero but the debts in the asset, which contracts cut at zero.
 *
 * @param position - Null when the account has none yet, or the change names none.
 */
export function isLendingChangeInRange(
  totals: LendingState,
  position: Position | null,
  params: LendingChangeParams,
): bool {
  const zero = BigInt.zero();
  if (totals.suppliedAssets.plus(params.suppliedAssets).lt(zero)) return false;
  if (changed(totals.suppliedShares, params.suppliedShares).lt(zero)) return false;
  if (changed(totals.borrowedShares, params.borrowedShares).lt(zero)) return false;
  if (params.account === null) return true;
  const collateral = position === null ? zero : position.collateral;
  const debtShares = position === null ? zero : position.debtShares;
  return collateral.plus(params.collateral).ge(zero) && changed(debtShares, params.borrowedShares).ge(zero);
}

/**
 * Changes what lenders are owed and borrowers owe.
 *
 * @param ordinal - Ordinal of the log.
 */
export function applyLendingChange(totals: LendingState, params: LendingChangeParams, ordinal: i64): void {
  const borrowed = totals.borrowedAssets.plus(params.borrowedAssets);
  totals.suppliedAssets = totals.suppliedAssets.plus(params.suppliedAssets);
  totals.suppliedShares = changed(totals.suppliedShares, params.suppliedShares);
  totals.borrowedAssets = borrowed.lt(BigInt.zero()) ? BigInt.zero() : borrowed;
  totals.borrowedShares = changed(totals.borrowedShares, params.borrowedShares);
  totals.updatedOrdinal = ordinal;
}
