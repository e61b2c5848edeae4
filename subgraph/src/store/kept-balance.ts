import { Backstop } from "../../generated/schema";
import { BalanceSource } from "../constants";
import { BackstopParams } from "../params/backstop-params";

/** Tells whether the ledger keeps a backstop's balance exactly; false while the backstop was never seen. */
export function isKeptExactly(params: BackstopParams): boolean {
  const known = Backstop.load(params.id);
  return known !== null && known.balanceSource != BalanceSource.PARTIAL;
}

/**
 * Tells whether a movement of a balance is stated by another log: an implied one where the balance is kept exactly, and
 * the keeper's where it is not, because the keeper's logs were not indexed from the start.
 */
export function isKeptElsewhere(params: BackstopParams, isImplied: boolean, isOfKeeper: boolean): boolean {
  if (!isImplied && !isOfKeeper) return false;
  return isImplied ? isKeptExactly(params) : !isKeptExactly(params);
}
