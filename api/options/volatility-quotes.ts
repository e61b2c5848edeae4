import { scaled } from "../domain/rational.ts";
import { toDouble } from "../domain/to-double.ts";
import type { LastParameter } from "../solvency/obligations.ts";
import { logMoneyness, type OptionKind } from "./black-76.ts";
import { impliedVolatility } from "./implied-volatility.ts";
import type { BookSeries, BookTrade, OpenOption } from "./open-option.ts";
import { type ExpiryQuote, yearsBetween } from "./smile-board.ts";

/** Volatility as the ledger keeps it: 10^18 = 100 %. */
const WAD = 1e18;

/** Quotes, and what could not be read. */
export type ReadQuotes = {
  readonly quotes: readonly ExpiryQuote[];
  /** Series without a quote. */
  readonly unread: number;
};

/** Names of the parameters from which the smile of a board of strikes is made: `board(n)`, `skew(n)` of strikes, `baseIv(n)` of boards. */
export function strikeParameters(series: readonly Pick<BookSeries, "number">[]): string[] {
  const numbers = new Set(series.flatMap(({ number }) => (number === null ? [] : [number])));
  return [...numbers].flatMap((number) => [`board(${number})`, `skew(${number})`]);
}

/** Names of the base volatilities of the boards that strikes belong to. */
export function boardParameters(parameters: readonly LastParameter[]): string[] {
  const boards = new Set(
    parameters.flatMap(({ name, value }) => (name.startsWith("board(") && value !== null ? [value] : [])),
  );
  return [...boards].map((board) => `baseIv(${board})`);
}

/**
 * Reads the volatilities that the contract itself quotes: base volatility of the board × skew of the strike, at today's forward.
 *
 * @param parameters - Last values, of the markets of the series.
 * @param forwardOf - Null when the price of the underlying is not known.
 */
export function onChainQuotes(
  series: readonly BookSeries[],
  parameters: readonly LastParameter[],
  forwardOf: (series: BookSeries) => number | null,
): ReadQuotes {
  const values = new Map(parameters.map(({ market, name, value }) => [`${market}/${name}`, value]));
  const quotes = series.flatMap((one): ExpiryQuote[] => {
    const { market, number, strike, strikeDecimals, expiry } = one;
    const board = values.get(`${market}/board(${number})`) ?? null;
    const skew = values.get(`${market}/skew(${number})`) ?? null;
    const base = values.get(`${market}/baseIv(${board})`) ?? null;
    const forward = forwardOf(one);
    if (skew === null || base === null || strike === null || expiry === null || forward === null) return [];
    const k = logMoneyness(toDouble(scaled(strike, strikeDecimals)), forward);
    return [{ expiry, k, volatility: (Number(base) / WAD) * (Number(skew) / WAD), halfSpread: null }];
  });
  return { quotes, unread: series.length - quotes.length };
}

/** Prices in the currency of the strikes at the time of a trade, for one whole unit; null when not known. */
export type TradePrices = {
  readonly underlying: (series: BookSeries, trade: BookTrade) => number | null;
  /** Premium of a trade. */
  readonly premium: (trade: BookTrade) => number | null;
  /** Decimals of the underlying. */
  readonly decimals: (series: BookSeries) => number | null;
};

/**
 * Reads one volatility for each open series from its last opening trade since a moment: that which the trade states, otherwise the one that its premium
 * implies at the price of the underlying then. It keeps the moneyness at which it was traded.
 *
 * @param since - Seconds; older trades tell nothing about today.
 * @param rate - Continuous interest a year.
 */
export function tradeQuotes(
  options: readonly OpenOption[],
  prices: TradePrices,
  { since, rate }: { readonly since: bigint; readonly rate: number },
): ReadQuotes {
  const quotes = options.flatMap((option): ExpiryQuote[] => {
    const trade = option.openings.at(-1);
    if (trade === undefined || trade.timestamp < since) return [];
    return tradeQuote(option.series, trade, { prices, rate }) ?? [];
  });
  return { quotes, unread: options.length - quotes.length };
}

function tradeQuote(
  series: BookSeries,
  trade: BookTrade,
  { prices, rate }: { readonly prices: TradePrices; readonly rate: number },
): ExpiryQuote[] | null {
  const { strike, strikeDecimals, expiry } = series;
  const spot = prices.underlying(series, trade);
  if (strike === null || expiry === null || spot === null) return null;
  const years = yearsBetween(trade.timestamp, expiry);
  if (years <= 0) return null;
  const terms = {
    forward: spot * Math.exp(rate * years),
    strike: toDouble(scaled(strike, strikeDecimals)),
    years,
    rate,
  };
  const stated = trade.impliedVolatility;
  const volatility = stated === null ? invert(series, trade, { prices, terms }) : Number(stated) / WAD;
  if (volatility === null || !(volatility > 0)) return null;
  return [{ expiry, k: logMoneyness(terms.strike, terms.forward), volatility, halfSpread: null }];
}

function invert(
  series: BookSeries,
  trade: BookTrade,
  {
    prices,
    terms,
  }: { prices: TradePrices; terms: { forward: number; strike: number; years: number; rate: number } },
): number | null {
  const [paid, decimals] = [prices.premium(trade), prices.decimals(series)];
  if (paid === null || decimals === null || trade.size === null || trade.size <= 0n || series.type === null)
    return null;
  const price = paid / toDouble(scaled(trade.size, decimals));
  return impliedVolatility({ kind: series.type as OptionKind, price, ...terms }).value;
}
