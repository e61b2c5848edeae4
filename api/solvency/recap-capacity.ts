import type { MetricStatus } from "../domain/metric-status.ts";
import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";
import type { Rational } from "../domain/rational.ts";
import { type ConstantProductPool, priceImpact, saleProceeds } from "./constant-product.ts";

/** A pool in which a token could be sold. */
export type RecapPool = ConstantProductPool & { readonly quoteAsset: string };

/** What the sale of tokens in a pool brings. */
export type RecapCapacity = {
  /** In whole units of the quote asset. */
  readonly proceeds: Ratio;
  /** False for a bound that no sale reaches. */
  readonly isAttained: boolean;
  /** What fee and slippage take, in [0, 1). */
  readonly priceImpact: Ratio;
};

const PROCEEDS_UNIT = "quote reserve × tokens after the fee / token reserve + tokens after the fee";
const IMPACT_UNIT = "loss against the spot price / worth at the spot price";

/**
 * Returns what the sale of an amount brings, in the quote asset's smallest unit, exact.
 *
 * @param amount - In the token's smallest unit; null for no bound, which gives the reserve.
 */
export function proceedsOf(pool: RecapPool, amount: bigint | null): Rational {
  return amount === null ? { numerator: pool.quoteReserve, denominator: 1n } : saleProceeds(pool, amount);
}

/**
 * Returns what the sale of an amount brings, for readers.
 *
 * @param decimals - Of the quote asset; null when unknown, and so are the proceeds.
 */
export function capacityOf(pool: RecapPool, amount: bigint | null, decimals: number | null): RecapCapacity {
  const { numerator, denominator } = proceedsOf(pool, amount);
  const proceeds =
    decimals === null
      ? missingRatio(PROCEEDS_UNIT, "NO_DATA", "The decimals of the quote asset are unknown.")
      : ratio(numerator, denominator * 10n ** BigInt(decimals), PROCEEDS_UNIT);
  if (amount === null) {
    const reason = "The impact of a sale without bound tends to 1.";
    return {
      proceeds,
      isAttained: false,
      priceImpact: missingRatio(IMPACT_UNIT, "NOT_APPLICABLE", reason),
    };
  }
  const impact = priceImpact(pool, amount);
  return {
    proceeds,
    isAttained: true,
    priceImpact: ratio(impact.numerator, impact.denominator, IMPACT_UNIT),
  };
}

/** Makes a capacity that cannot be given. */
export function missingCapacity(status: MetricStatus, reason: string): RecapCapacity {
  return {
    proceeds: missingRatio(PROCEEDS_UNIT, status, reason),
    isAttained: false,
    priceImpact: missingRatio(IMPACT_UNIT, status, reason),
  };
}
