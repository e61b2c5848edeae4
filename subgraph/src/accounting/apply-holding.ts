import { BigInt } from "@graphprotocol/graph-ts";
import { OptionPosition, OptionSeries } from "../../generated/schema";
import { OptionAction } from "../constants";
import { lesser } from "../math/lesser";
import { HoldingTradeParams, OptionHoldingParams } from "../params/option-holding-params";

/**
 * Gives a holding the state that a log states.
 *
 * @returns Units of the underlying that its account gained: all of them where the account is new; below zero for a loss.
 */
export function applyHolding(holding: OptionPosition, params: OptionHoldingParams, ordinal: i64): BigInt {
  const known = holding.size;
  const isSameAccount = holding.account.equals(params.account);
  const before = known === null || !isSameAccount ? BigInt.zero() : known;
  holding.account = params.account;
  holding.size = params.size;
  holding.collateral = params.collateral;
  holding.isClosed = params.isClosed;
  holding.updatedOrdinal = ordinal;
  return params.size.minus(before);
}

/** Moves the totals of a series and what was paid for a holding by a trade; a listed series has no unknown total. */
export function applyHoldingTrade(
  series: OptionSeries,
  holding: OptionPosition,
  params: HoldingTradeParams,
  ordinal: i64,
): void {
  if (params.action == OptionAction.OPEN) {
    series.size = plus(series.size, params.amount);
    series.open = plus(series.open, params.amount);
    series.premium = series.premium.plus(params.premium);
    holding.premium = holding.premium.plus(params.premium);
    holding.updatedOrdinal = ordinal;
  } else takeOpen(series, params.amount);
  const expiry = params.expiry;
  if (series.expiry === null && expiry !== null) series.expiry = expiry;
  series.updatedOrdinal = ordinal;
}

/**
 * Takes closed or settled size from a series.
 *
 * @returns The part that was open.
 */
export function takeOpen(series: OptionSeries, size: BigInt): BigInt {
  const open = series.open;
  if (open === null) return size;
  const taken = lesser(open, size);
  series.open = open.minus(taken);
  return taken;
}

function plus(total: BigInt | null, amount: BigInt): BigInt {
  return total === null ? amount : total.plus(amount);
}
