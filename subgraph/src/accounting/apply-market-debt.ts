import { BigInt } from "@graphprotocol/graph-ts";
import { MarketDebt } from "../../generated/schema";

/**
 * Changes the units of a market's positions.
 *
 * @param change - Signed, in the contract's own scale.
 * @param ordinal - Ordinal of the log.
 * @returns Signed: change of the debt, in units of the market's debt asset.
 */
export function applyUnits(debt: MarketDebt, change: BigInt, ordinal: i64): BigInt {
  debt.normalized = debt.normalized.plus(change);
  debt.updatedOrdinal = ordinal;
  return change.times(debt.rate);
}

/**
 * Changes the rate of a market's debt.
 *
 * @param change - Signed, in the contract's own scale.
 * @param ordinal - Ordinal of the log.
 * @returns Signed: change of the debt, in units of the market's debt asset.
 */
export function applyRate(debt: MarketDebt, change: BigInt, ordinal: i64): BigInt {
  debt.rate = debt.rate.plus(change);
  debt.updatedOrdinal = ordinal;
  return change.times(debt.normalized);
}
