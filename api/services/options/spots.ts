import { parseDecimal } from "../../domain/decimal-string.ts";
import { InvalidRequestError } from "../../domain/errors.ts";
import { scaled } from "../../domain/rational.ts";
import { STRIKE_CURRENCY } from "../../options/book-position.ts";
import type { OpenOption } from "../../options/open-option.ts";
import { type Price, WITHOUT_FEED } from "../../solvency/price-board.ts";
import type { SolvencyScope } from "../solvency.ts";

/** A price of the caller. */
export type SpotArguments = {
  readonly underlying: string;
  /** US dollars for one whole unit, a plain decimal above 0. */
  readonly price: string;
};

/**
 * Reads prices of the caller, by underlying.
 *
 * @throws {InvalidRequestError} when one is not above zero, or given twice.
 */
export function givenSpots(spots: readonly SpotArguments[] | null | undefined): Map<string, Price> {
  const found = new Map<string, Price>();
  for (const { underlying: asked, price } of spots ?? []) {
    const underlying = asked.toLowerCase();
    const { raw, decimals } = parseDecimal(price);
    if (raw <= 0n) throw new InvalidRequestError(`Expected the price of ${asked} above zero, got ${price}.`);
    if (found.has(underlying))
      throw new InvalidRequestError(`Expected one price for "${asked}", got several.`);
    found.set(underlying, { ...WITHOUT_FEED, rate: scaled(raw, decimals), status: "OK", reason: null });
  }
  return found;
}

/** Finds the price of each underlying: the caller's, that of its market's feed, otherwise the best for the asset. */
export function spotsOf(
  { book, maxPriceAge }: SolvencyScope,
  options: readonly OpenOption[],
  given: ReadonlyMap<string, Price>,
): Map<string, Price> {
  const feeds = new Map(book.markets.map(({ id, priceFeed }) => [id, priceFeed]));
  const policy = { protocol: book.protocol.id, at: book.at, maxAge: maxPriceAge };
  const priceOf = ({ underlying, market }: OpenOption["series"]): Price => {
    const feed = feeds.get(market) ?? null;
    if (feed === null) return book.prices.priceOf(underlying, policy);
    const quote = book.prices.quoteOf(feed);
    if (quote === null || quote === STRIKE_CURRENCY) return book.prices.priceFrom(feed, policy);
    const reason = `The market's prices and strikes are in ${quote}; options are valued in ${STRIKE_CURRENCY} only.`;
    return { ...WITHOUT_FEED, reason };
  };
  return new Map(
    options.map(({ series }) => [series.underlying, given.get(series.underlying) ?? priceOf(series)]),
  );
}
