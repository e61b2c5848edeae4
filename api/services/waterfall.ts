import { parseDecimal } from "../domain/decimal-string.ts";
import { InvalidRequestError, UnknownEntityError } from "../domain/errors.ts";
import { scaled } from "../domain/rational.ts";
import { type AssetLoss, type AssetWaterfalls, assetWaterfalls } from "../solvency/asset-waterfalls.ts";
import type { Book } from "../solvency/book.ts";
import { WATERFALL, type Waterfall, waterfall } from "../solvency/waterfall.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** A loss as a caller gives it. */
export type WaterfallArguments = {
  /** Plain decimal of 0 or more, in whole units. */
  readonly loss: string;
  /** Id; null or left out for dollars. */
  readonly asset?: string | null | undefined;
  /** Id or name; null or left out for the whole protocol. */
  readonly market?: string | null | undefined;
};

/** Losses in several assets as a caller gives them. */
export type AssetWaterfallsArguments = {
  readonly losses: readonly { readonly asset: string; readonly loss: string }[];
  readonly market?: string | null | undefined;
};

/** One run with its provenance. */
export type WaterfallAnswer = Scoped<Waterfall> & { readonly provenance: Provenance };

/** Runs by asset and their sums with their provenance. */
export type AssetWaterfallsAnswer = Scoped<AssetWaterfalls> & { readonly provenance: Provenance };

/**
 * Runs a loss through the layers of a protocol.
 *
 * @throws {InvalidRequestError} when the loss is negative, finer than the asset's smallest unit, or in an asset that the
 *   protocol does not name or whose decimals are unknown.
 * @throws {UnknownEntityError} when the protocol has no such market.
 */
export async function loadWaterfall(
  session: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
  args: WaterfallArguments,
): Promise<WaterfallAnswer> {
  const asset = args.asset?.toLowerCase() ?? null;
  const loss = asset === null ? dollarsOf(args.loss) : assetLoss(book, asset, args.loss).loss;
  const market = marketOf(book, args.market ?? null);
  const params = { protocol: book.protocol.slug, ...args, maxPriceAge };
  return {
    ...waterfall({ book, loss, asset, market, maxPriceAge }),
    view,
    provenance: await session.provenance(view, { metric: WATERFALL.id, params }),
  };
}

/**
 * Runs losses in several assets, each through what is held in that asset.
 *
 * @throws as {@link loadWaterfall}; {@link InvalidRequestError} also when an asset comes twice.
 */
export async function loadAssetWaterfalls(
  session: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
  args: AssetWaterfallsArguments,
): Promise<AssetWaterfallsAnswer> {
  const losses = args.losses.map(({ asset, loss }) => assetLoss(book, asset.toLowerCase(), loss));
  if (new Set(losses.map(({ asset }) => asset)).size < losses.length) {
    throw new InvalidRequestError("Expected one loss for each asset, got an asset twice.");
  }
  const market = marketOf(book, args.market ?? null);
  const params = { protocol: book.protocol.slug, losses: args.losses, market, maxPriceAge };
  return {
    ...assetWaterfalls(book, losses, market, maxPriceAge),
    view,
    provenance: await session.provenance(view, { metric: WATERFALL.id, params }),
  };
}

function dollarsOf(text: string) {
  const { raw, decimals } = parseDecimal(text);
  if (raw < 0n) throw new InvalidRequestError(`Expected a loss of 0 or more, got ${text}.`);
  return scaled(raw, decimals);
}

function assetLoss(book: Book, asset: string, text: string): AssetLoss {
  const decimals = book.assets.get(asset)?.decimals ?? null;
  if (decimals === null) {
    throw new InvalidRequestError(
      `Expected an asset of "${book.protocol.slug}" with known decimals, got "${asset}".`,
    );
  }
  if (parseDecimal(text).decimals > decimals) {
    throw new InvalidRequestError(
      `Expected a loss with at most ${decimals} decimals, as the asset has, got ${text}.`,
    );
  }
  return { asset, decimals, loss: dollarsOf(text) };
}

function marketOf({ markets, protocol }: Book, wanted: string | null): string | null {
  if (wanted === null) return null;
  const found = markets.find(({ id, name }) => id === wanted.toLowerCase() || name === wanted);
  if (found !== undefined) return found.id;
  throw new UnknownEntityError(
    `No market "${wanted}" of "${protocol.slug}". \`markets\` lists ids and names.`,
  );
}
