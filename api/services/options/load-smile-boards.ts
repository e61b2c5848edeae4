import { toDouble } from "../../domain/to-double.ts";
import { logMoneyness } from "../../options/black-76.ts";
import type { BookSeries, OpenOption } from "../../options/open-option.ts";
import {
  type DatedSmile,
  type ExpiryQuote,
  type SmileBoard,
  smilesOfParameters,
  smilesOfQuotes,
  yearsBetween,
} from "../../options/smile-board.ts";
import { realisedVariance } from "../../options/variance-swap.ts";
import {
  boardParameters,
  onChainQuotes,
  strikeParameters,
  type TradePrices,
  tradeQuotes,
} from "../../options/volatility-quotes.ts";
import { consecutiveReturns } from "../../solvency/consecutive-returns.ts";
import type { LastParameter } from "../../solvency/obligations.ts";
import type { Price } from "../../solvency/price-board.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { missingEstimate } from "../../stats/estimate.ts";
import { realisedVolatility } from "../../stats/realised-volatility.ts";
import type { LedgerReader, View } from "../ports.ts";
import { inSteps } from "./in-steps.ts";
import type { SmileArguments, VolatilityChoice } from "./volatility-arguments.ts";

/** What boards are made from. */
export type BoardRequest = {
  readonly view: View;
  readonly protocol: string;
  /** Every series that a contract may quote a volatility for. */
  readonly series: readonly BookSeries[];
  readonly options: readonly OpenOption[];
  /** Price of each underlying. */
  readonly priceOf: (underlying: string) => Price;
  readonly prices: TradePrices;
  readonly choice: VolatilityChoice;
  readonly rate: number;
};

/** An underlying with its volatilities. */
export type LoadedBoard = {
  readonly board: SmileBoard;
  readonly price: Price;
  /** Of daily closes, a year. */
  readonly realisedVolatility: Estimate;
  readonly realisedVariance: Estimate;
};

const DAY = 86_400n;

/** Loads the volatilities of every underlying of some options, from the best source that there is for it. */
export async function loadSmileBoards(reader: LedgerReader, request: BoardRequest): Promise<LoadedBoard[]> {
  const { options, priceOf } = request;
  const underlyings = [...new Set(options.map(({ series }) => series.underlying))].sort();
  const closes = await loadReturns(reader, request, underlyings);
  const parameters = await loadParameters(reader, request);
  const boards: LoadedBoard[] = [];
  for (const underlying of underlyings) {
    const own = options.filter(({ series }) => series.underlying === underlying);
    const price = priceOf(underlying);
    const realised = realisedOf(closes.get(underlying) ?? null);
    const board = await boardOf(request, {
      underlying,
      own,
      parameters,
      realised: realised.realisedVolatility,
    });
    boards.push({ board, price, ...realised });
  }
  return boards;
}

type Own = {
  readonly underlying: string;
  readonly own: readonly OpenOption[];
  readonly parameters: readonly LastParameter[];
  readonly realised: Estimate;
};

async function boardOf(
  request: BoardRequest,
  { underlying, own, parameters, realised }: Own,
): Promise<SmileBoard> {
  const { choice, view, prices, rate } = request;
  const at = view.block.timestamp;
  const spot = request.priceOf(underlying).rate;
  const forward = (expiry: bigint) =>
    spot === null ? null : toDouble(spot) * Math.exp(rate * yearsBetween(at, expiry));
  const none = { underlying, smiles: [], flat: null, reason: null };
  const given = choice.smiles.filter((smile) => smile.underlying === underlying);
  if (given.length > 0)
    return {
      ...none,
      source: "GIVEN_SMILES",
      smiles: await givenSmiles(given, forward, at),
      flat: choice.flat,
    };
  if (choice.flat !== null) return { ...none, source: "GIVEN_FLAT", flat: choice.flat };
  const quoted = onChainQuotes(
    request.series.filter((one) => one.underlying === underlying),
    parameters,
    ({ expiry }) => (expiry === null ? null : forward(expiry)),
  );
  const quotedSmiles = await inSteps(smilesOfQuotes(quoted.quotes, at));
  if (quotedSmiles.length > 0) return { ...none, source: "ONCHAIN_BASE_X_SKEW", smiles: quotedSmiles };
  const traded = tradeQuotes(own, prices, { since: at - BigInt(choice.tradeDays) * DAY, rate });
  const tradedSmiles = await inSteps(smilesOfQuotes(traded.quotes, at));
  if (tradedSmiles.length > 0) {
    const reason =
      traded.unread === 0
        ? null
        : `No volatility could be read from ${traded.unread} of ${own.length} series.`;
    return { ...none, source: "TRADES", smiles: tradedSmiles, reason };
  }
  const reason = "Neither the contract nor its trades tell a volatility: the realised one stands in.";
  if (realised.value !== null) return { ...none, source: "REALISED", flat: realised.value, reason };
  return { ...none, source: "NONE", reason: `The ledger tells no volatility; realised: ${realised.reason}` };
}

async function givenSmiles(
  given: readonly SmileArguments[],
  forward: (expiry: bigint) => number | null,
  at: bigint,
): Promise<DatedSmile[]> {
  const parameters = given.flatMap(({ expiry, svi }) =>
    svi === null || svi === undefined ? [] : [{ expiry, svi }],
  );
  const quotes = given.flatMap(({ expiry, quotes: own }) =>
    (own ?? []).flatMap(({ strike, volatility }): ExpiryQuote[] => {
      const price = forward(expiry);
      return price === null ? [] : [{ expiry, k: logMoneyness(strike, price), volatility, halfSpread: null }];
    }),
  );
  const smiles = [...smilesOfParameters(parameters, at), ...(await inSteps(smilesOfQuotes(quotes, at)))];
  return smiles.sort((one, other) => Number(one.expiry - other.expiry));
}

/** Reads `board(n)` and `skew(n)` of the strikes, then `baseIv(n)` of their boards; nothing where no series has a number. */
async function loadParameters(
  reader: LedgerReader,
  { view, protocol, series }: BoardRequest,
): Promise<LastParameter[]> {
  const names = strikeParameters(series);
  if (names.length === 0) return [];
  const strikes = await reader.lastParameters(view, [protocol], names);
  const boards = boardParameters(strikes);
  if (boards.length === 0) return [];
  return [...strikes, ...(await reader.lastParameters(view, [protocol], boards))];
}

/** Daily returns by underlying, of the feed that prices it in dollars; one query. */
async function loadReturns(
  reader: LedgerReader,
  { view, priceOf, choice }: BoardRequest,
  underlyings: readonly string[],
): Promise<Map<string, number[]>> {
  const feeds = new Map(
    underlyings.flatMap((underlying): [string, string][] => {
      const { feed, via } = priceOf(underlying);
      return feed === null || via !== null ? [] : [[underlying, feed.feed]];
    }),
  );
  const from = view.block.timestamp - BigInt(choice.realisedDays) * DAY;
  const closes = await reader.dailyCloses(view, { feeds: [...new Set(feeds.values())], from });
  return new Map(
    [...feeds].map(([underlying, feed]) => [
      underlying,
      consecutiveReturns(closes.filter((close) => close.feed === feed)),
    ]),
  );
}

function realisedOf(
  returns: readonly number[] | null,
): Pick<LoadedBoard, "realisedVolatility" | "realisedVariance"> {
  if (returns === null) {
    const none = missingEstimate("NO_DATA", "The underlying has no price feed in dollars.", {
      n: 0,
      method: "daily returns",
    });
    return { realisedVolatility: none, realisedVariance: none };
  }
  return {
    realisedVolatility: realisedVolatility(returns, 365),
    realisedVariance: realisedVariance(returns),
  };
}
