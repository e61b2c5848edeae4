import type { ParameterChange } from "../../../domain/entities/governance.ts";
import type { Market, PriceObservation } from "../../../domain/entities/reference.ts";
import type { FeedPrice } from "../../../domain/feed-price.ts";
import { multiplyRational, type Rational, rational, scaled } from "../../../domain/rational.ts";
import type { Book } from "../../../solvency/book.ts";
import { positionPools } from "../../../solvency/position-pools.ts";
import { CURRENCY } from "../../../solvency/price-board.ts";
import { TERM_PARAMETERS } from "../../../stress/book/market-terms.ts";
import type { LevelEvent } from "../../../stress/keepers/level-events.ts";
import { liquidationRatio, type StatedRatio } from "../../../stress/liquidation-ratios.ts";
import { ANY_AGE } from "../../../stress/oracle/any-age.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import { ofProtocol, oneOf, since } from "../../protocol-conditions.ts";
import type { SolvencyScope } from "../../solvency.ts";

/** Prices and ratios of a market through a window, or why they are not known. */
export type MarketEvents =
  | { readonly events: readonly LevelEvent[]; readonly reason: null }
  | { readonly events: null; readonly reason: string };

type Change = Pick<
  ParameterChange,
  "contract" | "market" | "name" | "value" | "ordinal" | "timestamp" | "protocol"
>;
type Observed = Pick<PriceObservation, "feed" | "price" | "ordinal" | "timestamp">;

/** Everything that is read for the levels of a protocol's markets. */
type LevelRows = {
  readonly parameters: readonly Change[];
  readonly observations: readonly Observed[];
  /** In force at the start of the window. */
  readonly before: readonly FeedPrice[];
};

const PARAMETER_FIELDS = ["contract", "market", "name", "value", "ordinal", "timestamp", "protocol"] as const;
const PRICE_FIELDS = ["feed", "price", "ordinal", "timestamp"] as const;

/**
 * Loads what decided on the positions of a protocol's markets through a window: prices of its own feeds, and liquidation ratios. The
 * number of queries is constant.
 *
 * @param stated - Ratios that the caller states; they hold through the whole window.
 * @returns Look-up by market.
 */
export async function loadLevelEvents(
  { reader }: LedgerSession,
  { view, book }: SolvencyScope,
  { from, stated }: { readonly from: bigint; readonly stated: readonly StatedRatio[] },
): Promise<(market: Market) => MarketEvents> {
  const assets = book.markets.flatMap(({ collateralAsset, debtAsset }) => [collateralAsset, debtAsset]);
  const wanted = [...new Set(assets.filter((asset) => asset !== null))];
  const feeds = [...new Set(wanted.flatMap((asset) => feedOf(book, asset)?.feed ?? []))];
  const ofOwn = ofProtocol(book.protocol.id);
  const [parameters, observations, before] = await Promise.all([
    reader.fields("parameterChange", PARAMETER_FIELDS, {
      view,
      conditions: [ofOwn, oneOf("name", TERM_PARAMETERS)],
    }),
    reader.fields("priceObservation", PRICE_FIELDS, {
      view,
      conditions: [oneOf("feed", feeds), since(from)],
    }),
    reader.pricesAtTimes(
      view,
      wanted.map((asset) => ({ asset, seconds: from - 1n })),
    ),
  ]);
  const rows = { parameters, observations, before };
  const pooled = positionPools(book.markets);
  return (market) => {
    if (pooled.has(market.id))
      return unknown("An account's collaterals in several markets answer for one debt.");
    return eventsOf(market, book, rows, stated);
  };
}

/** The feed whose prices the protocol acts on for an asset; null where it has none. */
function feedOf({ prices, protocol, at }: Book, asset: string): FeedPrice | null {
  return prices.priceOf(asset, { protocol: protocol.id, at, maxAge: ANY_AGE, origin: "OWN" }).feed;
}

function unknown(reason: string): MarketEvents {
  return { events: null, reason };
}

function eventsOf(market: Market, book: Book, rows: LevelRows, stated: readonly StatedRatio[]): MarketEvents {
  const { collateralAsset, debtAsset, kind } = market;
  if (collateralAsset === null || debtAsset === null)
    return unknown("The market names no single collateral and debt asset.");
  const ratios = ratioEvents(market, book, rows.parameters, stated);
  if (ratios.length === 0) return unknown("No indexed parameter states the market's liquidation ratio.");
  const collateral = priceEvents("collateral", collateralAsset, book, rows);
  const isIssued = kind === "CDP_COLLATERAL" && feedOf(book, debtAsset) === null;
  const debt = isIssued ? faceValue(debtAsset, book) : priceEvents("debt", debtAsset, book, rows);
  if (collateral === null || debt === null)
    return unknown(`The protocol has no feed of its own in ${CURRENCY} for the collateral or the debt.`);
  return { events: [...ratios, ...collateral, ...debt], reason: null };
}

/** Before every log of the ledger. */
const BEFORE = { ordinal: -1n, seconds: 0n };

function ratioEvents(
  market: Market,
  { protocol }: Book,
  parameters: readonly Change[],
  stated: readonly StatedRatio[],
): LevelEvent[] {
  const given = stated.find((ratio) => ratio.market === market.id);
  if (given !== undefined) return [{ ...BEFORE, of: "ratio", value: given.ratio }];
  const own = parameters.filter((parameter) => parameter.market === market.id);
  const fixed = liquidationRatio(protocol.slug, market, []);
  const first: LevelEvent[] = fixed === null ? [] : [{ ...BEFORE, of: "ratio", value: fixed }];
  const changed = own.flatMap((parameter): LevelEvent[] => {
    const value = liquidationRatio(protocol.slug, market, [parameter]);
    const { ordinal, timestamp } = parameter;
    return value === null ? [] : [{ ordinal, seconds: timestamp, of: "ratio", value }];
  });
  return [...first, ...changed];
}

function faceValue(asset: string, { assets }: Book): LevelEvent[] | null {
  const decimals = assets.get(asset)?.decimals ?? null;
  return decimals === null ? null : [{ ...BEFORE, of: "debt", value: scaled(1n, decimals) }];
}

function priceEvents(
  of: "collateral" | "debt",
  asset: string,
  book: Book,
  { observations, before }: LevelRows,
): LevelEvent[] | null {
  const feed = feedOf(book, asset);
  const decimals = book.assets.get(asset)?.decimals ?? null;
  if (feed === null || feed.quote !== CURRENCY || decimals === null) return null;
  const unit: Rational = scaled(1n, feed.decimals + decimals);
  const worth = (price: bigint) => multiplyRational(rational(price), unit);
  const start = before.find((price) => price.feed === feed.feed);
  const known = observations.filter((seen) => seen.feed === feed.feed);
  return [
    ...(start === undefined || start.price === null || start.price <= 0n
      ? []
      : [{ ordinal: start.ordinal, seconds: start.observedAt, of, value: worth(start.price) }]),
    ...known.flatMap(({ ordinal, timestamp, price }) =>
      price === null || price <= 0n ? [] : [{ ordinal, seconds: timestamp, of, value: worth(price) }],
    ),
  ];
}
