import { InvalidRequestError, UnknownEntityError } from "../../domain/errors.ts";
import { bookPosition } from "../../options/book-position.ts";
import type { OpenOption } from "../../options/open-option.ts";
import { OPTION_BOOK, type OptionBook, optionBook } from "../../options/option-book.ts";
import { smileFor } from "../../options/smile-board.ts";
import { WITHOUT_FEED } from "../../solvency/price-board.ts";
import { loadDecimals } from "../decimals-of.ts";
import type { LedgerSession, Scoped } from "../ledger-session.ts";
import type { Provenance } from "../provenance.ts";
import type { ViewRequest } from "../resolve-view.ts";
import { loadSolvency, type SolvencyScope } from "../solvency.ts";
import { loadOpenOptions } from "./load-open-options.ts";
import { type LoadedBoard, loadSmileBoards } from "./load-smile-boards.ts";
import { givenSpots, type SpotArguments, spotsOf } from "./spots.ts";
import { type LoadedTradePrices, loadTradePrices } from "./trade-prices.ts";
import { type VolatilityArguments, type VolatilityChoice, volatilityChoice } from "./volatility-arguments.ts";

/** Whose options, and how they are valued. */
export type OptionBookRequest = ViewRequest & {
  /** Slug. */
  readonly protocol: string;
  /** Id or name of a backstop; all of them when left out. */
  readonly backstop?: string | null | undefined;
  readonly maxPriceAgeSeconds?: number | null | undefined;
  readonly volatility?: VolatilityArguments | null | undefined;
  readonly spots?: readonly SpotArguments[] | null | undefined;
  /** Continuous interest a year; 0 when left out. */
  readonly rate?: number | null | undefined;
};

/** The book with its volatilities and provenance. */
export type OptionBookAnswer = Scoped<OptionBook> & {
  readonly scope: SolvencyScope;
  readonly boards: readonly (LoadedBoard & { readonly spotGiven: boolean })[];
  readonly rate: number;
  readonly provenance: Provenance;
};

/**
 * Loads the open options of a protocol at a block and values them.
 *
 * @throws {UnknownEntityError} when the ledger does not know the protocol or the backstop.
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadOptionBook(
  session: LedgerSession,
  request: OptionBookRequest,
): Promise<OptionBookAnswer> {
  const choice = volatilityChoice(request.volatility);
  const rate = rateOf(request.rate);
  const given = givenSpots(request.spots);
  const scope = await loadSolvency(session, request);
  const { reader } = session;
  const backstop = backstopOf(scope, request.backstop ?? null);
  const protocol = scope.book.protocol.id;
  const { series, options } = await loadOpenOptions(reader, scope.view, { protocol, backstop });
  const decimalsOf = await loadDecimals(reader, scope.view);
  const prices = await loadTradePrices(reader, scope.view, options, {
    maxAge: scope.maxPriceAge,
    decimalsOf,
  });
  const spots = spotsOf(scope, options, given);
  const priceOf = (underlying: string) => spots.get(underlying) ?? WITHOUT_FEED;
  const boards = await loadSmileBoards(reader, {
    view: scope.view,
    protocol,
    series,
    options,
    priceOf,
    prices,
    choice,
    rate,
  });
  const positions = positionsOf(scope, options, { boards, prices, rate });
  return {
    ...optionBook(positions),
    ...{ view: scope.view, scope, rate },
    boards: boards.map((loaded) => ({ ...loaded, spotGiven: given.has(loaded.board.underlying) })),
    provenance: await session.provenance(scope.view, {
      metric: OPTION_BOOK.id,
      params: paramsOf(request, choice, rate),
      completeness: {
        required: positions.length,
        present: positions.filter(({ unit }) => unit !== null).length,
      },
    }),
  };
}

function positionsOf(
  { view }: SolvencyScope,
  options: readonly OpenOption[],
  { boards, prices, rate }: { boards: readonly LoadedBoard[]; prices: LoadedTradePrices; rate: number },
) {
  const at = view.block.timestamp;
  const byAsset = new Map(boards.map((loaded) => [loaded.board.underlying, loaded]));
  return options.map((option) => {
    const { underlying, expiry } = option.series;
    const loaded = byAsset.get(underlying);
    const price = loaded?.price ?? WITHOUT_FEED;
    return bookPosition(option, {
      ...{ spot: price.rate, spotStatus: price.status, spotReason: price.reason },
      smile: loaded === undefined || expiry === null ? null : smileFor(loaded.board, expiry, at),
      decimals: prices.decimals(option.series),
      premium: prices.premiumPerUnit(option),
      ...{ at, rate },
    });
  });
}

function backstopOf({ book }: SolvencyScope, asked: string | null): string | null {
  if (asked === null) return null;
  const found = book.holdings.find(
    ({ backstop: { id, name } }) => id === asked.toLowerCase() || name === asked,
  );
  if (found !== undefined) return found.backstop.id;
  throw new UnknownEntityError(
    `No backstop "${asked}" of "${book.protocol.slug}". \`backstops\` lists ids and names.`,
  );
}

function rateOf(rate: number | null | undefined): number {
  const found = rate ?? 0;
  if (Math.abs(found) <= 1) return found;
  throw new InvalidRequestError(`Expected a rate from -1 to 1 (0.05 is 5 % a year), got ${found}.`);
}

function paramsOf(request: OptionBookRequest, volatility: VolatilityChoice, rate: number) {
  const { protocol, backstop = null, maxPriceAgeSeconds = null, spots = null } = request;
  return { protocol, backstop, maxPriceAgeSeconds, volatility, spots, rate };
}
