import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { MarketDebt } from "../../generated/schema";
import { ordinalOf } from "../math/ordinal";
import { MarketParams } from "../params/market-params";
import { loadOrCreateMarket } from "./market";

/** Returns the debt of a market; null when its start was never seen. */
export function loadMarketDebt(market: Bytes): MarketDebt | null {
  return MarketDebt.load(market);
}

/**
 * Makes the debt of a market without any position.
 *
 * @param rate - Debt of one unit at the start, in the contract's own scale.
 */
export function createMarketDebt(params: MarketParams, rate: BigInt, event: ethereum.Event): MarketDebt {
  const market = loadOrCreateMarket(params, event);
  const debt = new MarketDebt(market.id);
  debt.protocol = market.protocol;
  debt.market = market.id;
  debt.normalized = BigInt.zero();
  debt.rate = rate;
  debt.createdOrdinal = ordinalOf(event);
  debt.updatedOrdinal = debt.createdOrdinal;
  debt.save();
  return debt;
}
