import { multiplyRational, rational, scaled } from "../domain/rational.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import { knownWorth, missingWorth, type Worth } from "../domain/worth.ts";
import { CURRENCY, type Price } from "./price-board.ts";

/**
 * Values an amount in US dollars, exact: raw × price / 10^decimals. Market depth is not in the ledger, so the value is what the
 * amount is worth at the last price, not what selling it would bring.
 *
 * @param decimals - Of the asset; null when unknown.
 * @returns The amount's own status where it is not known, and zero where it is zero; NO_DATA without decimals; the
 *   price's status where there is no price.
 * @example 2 WETH (18 decimals) at 1,500.5 dollars are worth 3001
 */
export function worthAtPrice(amount: TokenAmount, decimals: number | null, price: Price): Worth {
  const { raw, asset, status, reason } = amount;
  if (raw === null || asset === null)
    return missingWorth(CURRENCY, status, reason ?? "The amount is not known.");
  if (raw === 0n) return { ...knownWorth(rational(0n), CURRENCY), status, reason };
  if (decimals === null) return missingWorth(CURRENCY, "NO_DATA", "The decimals of the asset are unknown.");
  if (price.rate === null) return missingWorth(CURRENCY, price.status, price.reason ?? "There is no price.");
  const amountInDollars = multiplyRational(scaled(raw, decimals), price.rate);
  return { ...knownWorth(amountInDollars, CURRENCY), status, reason };
}
