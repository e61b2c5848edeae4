import { scaled } from "../domain/rational.ts";
import { knownAmount, missingAmount } from "../domain/token-amount.ts";
import type { Book } from "./book.ts";
import { type Exposure, untoldExposure } from "./exposure.ts";
import type { WrittenPut } from "./obligations.ts";

const UNTOLD = "The chain does not tell the strike or the size of every option of the series.";

/**
 * Finds what the protocol would owe if every put that it wrote were exercised at the worst price, zero: strike × open.
 * Who writes a put owes up to the strike, not the premium; calls are left out, because what a writer of calls owes has no
 * bound in the currency of the strike.
 *
 * @param currency - Of the strikes; null for the quote of the feed of each series' market.
 * @returns one exposure for each open series; none for options that can no longer be exercised.
 */
export function optionPayoff(
  book: Book,
  writtenPuts: readonly WrittenPut[],
  currency: string | null,
): Exposure[] {
  const quotes = new Map(
    book.markets.map(({ id, priceFeed }) => [id, priceFeed === null ? null : book.prices.quoteOf(priceFeed)]),
  );
  return writtenPuts
    .filter((put) => put.open !== 0n && isAlive(put, book.at))
    .map((put) => payoffOf(put, currency ?? quotes.get(put.market) ?? null));
}

/** A European option is settled after its expiry, and is owed until then. */
function isAlive({ style, expiry }: WrittenPut, at: bigint): boolean {
  return style === "EUROPEAN" || expiry === null || expiry >= at;
}

function payoffOf(put: WrittenPut, currency: string | null): Exposure {
  const { market, backstop, underlying, underlyingDecimals: decimals, strike, strikeDecimals, open } = put;
  if (strike === null || open === null || decimals === null) {
    const amount = missingAmount(underlying, "NO_DATA", UNTOLD);
    return { ...untoldExposure(market, null, amount), backstop };
  }
  return {
    market,
    backstop,
    payable: null,
    amount: knownAmount(open, underlying),
    source: "OPTION_SERIES",
    valuing: { by: "STRIKE", strike: scaled(strike, strikeDecimals), decimals, currency },
  };
}
