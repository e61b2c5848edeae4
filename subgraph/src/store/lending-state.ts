import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { LendingState, Market } from "../../generated/schema";
import { ordinalOf } from "../math/ordinal";

/** Returns what lenders are owed and borrowers owe; null when the market was never seen to open. */
export function loadLendingState(market: Bytes): LendingState | null {
  return LendingState.load(market);
}

/** Returns empty totals of a market, which the caller saves. Shares stay null until a log tells them. */
export function newLendingState(market: Market, event: ethereum.Event): LendingState {
  const totals = new LendingState(market.id);
  totals.protocol = market.protocol;
  totals.market = market.id;
  totals.suppliedAssets = BigInt.zero();
  totals.borrowedAssets = BigInt.zero();
  totals.createdOrdinal = ordinalOf(event);
  totals.updatedOrdinal = totals.createdOrdinal;
  return totals;
}
