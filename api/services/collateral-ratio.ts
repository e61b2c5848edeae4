import { parseDecimal } from "../domain/decimal-string.ts";
import { InvalidRequestError, UnknownEntityError } from "../domain/errors.ts";
import { type Rational, scaled } from "../domain/rational.ts";
import {
  COLLATERAL_RATIO,
  type CollateralRatio,
  type CollateralRatioRequest,
  collateralRatio,
} from "../solvency/collateral-ratio.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** Market, price and bounds as a caller gives them, in plain decimals. */
export type CollateralRatioArguments = {
  /** Id or name. */
  readonly market: string;
  readonly price?: string | null | undefined;
  readonly minimumRatio: string;
  readonly criticalRatio: string;
};

/** The ratios with their provenance. */
export type CollateralRatioAnswer = Scoped<CollateralRatio> & { readonly provenance: Provenance };

/**
 * Computes the collateral ratios of one market of a protocol.
 *
 * @throws {UnknownEntityError} when the protocol has no such market.
 * @throws {InvalidRequestError} when the price or a bound is not above zero.
 */
export async function loadCollateralRatio(
  session: LedgerSession,
  scope: SolvencyScope,
  args: CollateralRatioArguments,
): Promise<CollateralRatioAnswer> {
  const { view, book } = scope;
  const market = book.markets.find(
    ({ id, name }) => id === args.market.toLowerCase() || name === args.market,
  );
  if (market === undefined) {
    throw new UnknownEntityError(
      `No market "${args.market}" of "${book.protocol.slug}". \`markets\` lists ids and names.`,
    );
  }
  const positions = await session.reader.fields("position", ["collateral", "debt"], {
    view,
    conditions: [{ field: "market", operator: "in", values: [market.id] }],
  });
  const request = requestOf(args, scope, market.priceFeed);
  const params = { ...args, protocol: book.protocol.slug, maxPriceAge: scope.maxPriceAge };
  return {
    ...collateralRatio(book, market, positions, request),
    view,
    provenance: await session.provenance(view, { metric: COLLATERAL_RATIO.id, params }),
  };
}

function requestOf(
  { price, minimumRatio, criticalRatio }: CollateralRatioArguments,
  { book, maxPriceAge }: SolvencyScope,
  feed: string | null,
): CollateralRatioRequest {
  const bounds = {
    minimum: positive("minimumRatio", minimumRatio),
    critical: positive("criticalRatio", criticalRatio),
  };
  if (price !== null && price !== undefined) {
    return { price: positive("price", price), priceStatus: "OK", priceReason: null, ...bounds };
  }
  if (feed === null) {
    const priceReason = "The market has no price feed; give a price.";
    return { price: null, priceStatus: "NO_DATA", priceReason, ...bounds };
  }
  const policy = { protocol: book.protocol.id, at: book.at, maxAge: maxPriceAge };
  const { rate, status, reason } = book.prices.priceFrom(feed, policy);
  return { price: rate, priceStatus: status, priceReason: reason, ...bounds };
}

function positive(name: string, text: string): Rational {
  const { raw, decimals } = parseDecimal(text);
  if (raw <= 0n) throw new InvalidRequestError(`Expected ${name} above zero, got ${text}.`);
  return scaled(raw, decimals);
}
