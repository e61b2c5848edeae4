import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";
import { compareRational, type Rational } from "../domain/rational.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import type { Valuation } from "../domain/valuation.ts";
import type { AuctionOutcome } from "./auction-outcome.ts";
import { LotValueTally } from "./lot-value.ts";
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

/** Why there is no price to compare with. */
type Unavailable = { readonly status: "NOT_APPLICABLE" | "NO_DATA"; readonly reason: string };

/** What prices are compared with, and at which scale. */
type Comparison = {
  readonly threshold: Rational;
  readonly scale: { readonly lot: number; readonly bid: number };
};

/**
 * Selects the settled auctions whose winner paid less than a threshold for a whole unit of the lot.
 * Auctions that handed out nothing have no price and are never below it.
 */
export class BelowPriceTally {
  readonly #comparison: Comparison | Unavailable;
  readonly #lotValue = new LotValueTally();
  #settled = 0;
  #count = 0;
  #lotSold = 0n;

  /** @param threshold - Whole units of the bid asset for one whole unit of the lot asset; null when not asked for. */
  constructor(threshold: Rational | null, scale: AuctionScale) {
    this.#comparison = comparisonOf(threshold, scale);
  }

  /** Takes one settled auction into account; all are of one lot asset and one bid asset. */
  add(outcome: AuctionOutcome): void {
    const comparison = this.#comparison;
    this.#settled += 1;
    if ("status" in comparison) return;
    const price = winningPrice(outcome.bid, outcome.lotSold, comparison.scale);
    if (price === null || compareRational(price, comparison.threshold) >= 0) return;
    this.#count += 1;
    this.#lotSold += outcome.lotSold;
    this.#lotValue.add(outcome);
  }

  /** Returns what was found so far. */
  result(lotAsset: string): AuctionsBelowPrice {
    const comparison = this.#comparison;
    if ("status" in comparison) return unavailable(lotAsset, comparison);
    return {
      count: this.#count,
      share: ratio(BigInt(this.#count), BigInt(this.#settled), UNIT),
      lotSold: knownAmount(this.#lotSold, lotAsset),
      lotValue: this.#lotValue.valuation(comparison.scale.lot),
    };
  }
}

function comparisonOf(threshold: Rational | null, { lot, bid }: AuctionScale): Comparison | Unavailable {
  if (threshold === null) return { status: "NOT_APPLICABLE", reason: "No `priceBelow` was asked for." };
  if (lot === null || bid === null) {
    return { status: "NO_DATA", reason: "The decimals of the lot or bid asset are unknown." };
  }
  return { threshold, scale: { lot, bid } };
}

function unavailable(lotAsset: string, { status, reason }: Unavailable): AuctionsBelowPrice {
  return {
    count: null,
    share: missingRatio(UNIT, status, reason),
    lotSold: missingAmount(lotAsset, status, reason),
    lotValue: { value: null, exact: null, quote: null, status, reason },
  };
}
