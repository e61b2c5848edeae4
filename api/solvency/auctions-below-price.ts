import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";
import { compareRational, type Rational } from "../domain/rational.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import type { Valuation } from "../domain/valuation.ts";
import type { AuctionOutcome } from "./auction-outcome.ts";
import { lotValue } from "./lot-value.ts";
import { winningPrice } from "./winning-price.ts";

/** Settled auctions won below a price. */
export type AuctionsBelowPrice = {
  /** Null exactly when `share.status` is not OK or ZERO_DENOMINATOR. */
  readonly count: number | null;
  /** count / settled auctions. */
  readonly share: Ratio;
  readonly lotSold: TokenAmount;
  readonly lotValue: Valuation;
};

/** Decimals of the two assets of an auction; null when unknown. */
export type AuctionScale = { readonly lot: number | null; readonly bid: number | null };

const UNIT = "auctions / auctions";

/**
 * Selects the settled auctions whose winner paid less than the threshold for a whole unit of the lot.
 * Auctions that handed out nothing have no price and are never below it.
 *
 * @param settled - Settled auctions of one lot asset and one bid asset.
 * @param threshold - Whole units of the bid asset for one whole unit of the lot asset; null when not asked for.
 */
export function auctionsBelowPrice(
  settled: readonly AuctionOutcome[],
  lotAsset: string,
  threshold: Rational | null,
  scale: AuctionScale,
): AuctionsBelowPrice {
  if (threshold === null) return unavailable(lotAsset, "NOT_APPLICABLE", "No `priceBelow` was asked for.");
  const { lot, bid } = scale;
  if (lot === null || bid === null) {
    return unavailable(lotAsset, "NO_DATA", "The decimals of the lot or bid asset are unknown.");
  }
  const below = settled.filter((outcome) => {
    const price = winningPrice(outcome.bid, outcome.lotSold, { lot, bid });
    return price !== null && compareRational(price, threshold) < 0;
  });
  return {
    count: below.length,
    share: ratio(BigInt(below.length), BigInt(settled.length), UNIT),
    lotSold: knownAmount(
      below.reduce((sum, outcome) => sum + outcome.lotSold, 0n),
      lotAsset,
    ),
    lotValue: lotValue(below, lot),
  };
}

function unavailable(
  lotAsset: string,
  status: "NOT_APPLICABLE" | "NO_DATA",
  reason: string,
): AuctionsBelowPrice {
  return {
    count: null,
    share: missingRatio(UNIT, status, reason),
    lotSold: missingAmount(lotAsset, status, reason),
    lotValue: { value: null, exact: null, quote: null, status, reason },
  };
}
