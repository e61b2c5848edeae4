import { multiplyRational, scaled } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import type { BookSeries, BookTrade, OpenOption } from "../../options/open-option.ts";
import type { TradePrices } from "../../options/volatility-quotes.ts";
import type { LedgerReader, View } from "../ports.ts";
import { loadPriceTimes, type PriceAt } from "../price-times.ts";

/** Prices at trades, and what a premium was a unit. */
export type LoadedTradePrices = TradePrices & {
  /** Premium of all that was opened over its size, in dollars; null when one of them cannot be told. */
  readonly premiumPerUnit: (option: OpenOption) => number | null;
};

/**
 * Loads what underlyings and premiums were worth in US dollars when options were traded, as known in blocks up to then: one query.
 *
 * @param maxAge - Oldest price in seconds; null for the feeds' own heartbeats.
 * @param decimalsOf - Decimals of an asset; null when unknown.
 */
export async function loadTradePrices(
  reader: LedgerReader,
  view: View,
  options: readonly OpenOption[],
  {
    maxAge,
    decimalsOf,
  }: { readonly maxAge: bigint | null; readonly decimalsOf: (asset: string) => number | null },
): Promise<LoadedTradePrices> {
  const pairs = options.flatMap(({ series, openings }) =>
    openings.flatMap(({ premiumAsset, timestamp: seconds }) => [
      { asset: series.underlying, seconds },
      { asset: premiumAsset, seconds },
    ]),
  );
  const priceAt: PriceAt = await loadPriceTimes(reader, view, { pairs, maxAge });
  const premium = (trade: BookTrade) => premiumOf(trade, priceAt, decimalsOf(trade.premiumAsset));
  const decimals = ({ underlying }: BookSeries) => decimalsOf(underlying);
  return {
    underlying: ({ underlying }, { timestamp }) => {
      const { rate } = priceAt(underlying, timestamp);
      return rate === null ? null : toDouble(rate);
    },
    premium,
    decimals,
    premiumPerUnit: (option) => perUnit(option, premium, decimals(option.series)),
  };
}

function premiumOf(trade: BookTrade, priceAt: PriceAt, decimals: number | null): number | null {
  if (trade.premium === 0n) return 0;
  const { rate } = priceAt(trade.premiumAsset, trade.timestamp);
  if (rate === null || decimals === null) return null;
  return toDouble(multiplyRational(scaled(trade.premium, decimals), rate));
}

function perUnit(
  { openings }: OpenOption,
  premiumOf: (trade: BookTrade) => number | null,
  decimals: number | null,
): number | null {
  let size = 0n;
  let sum = 0;
  for (const trade of openings) {
    const premium = premiumOf(trade);
    if (premium === null || trade.size === null) return null;
    size += trade.size;
    sum += premium;
  }
  return decimals === null || size === 0n ? null : sum / toDouble(scaled(size, decimals));
}
