import { InvalidRequestError } from "../domain/errors.ts";
import { exactDecimal } from "../domain/exact-decimal.ts";
import type { Book } from "../solvency/book.ts";
import { LATENT_BAD_DEBT } from "../solvency/latent-bad-debt.ts";
import { dustFloor } from "./dust-floor.ts";
import type { LatentPair } from "./latent-loader.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** A change of one asset's price. */
export type PriceShock = {
  readonly asset: string;
  /** Signed basis points, −10,000 (worthless) to 1,000,000. */
  readonly shockBps: number;
};

/** What to compute. */
export type LatentBadDebtRequest = {
  readonly shocks?: readonly PriceShock[] | null | undefined;
  /** US dollars below which an account is dust, a plain decimal; 100 when left out. */
  readonly dustUsd?: string | null | undefined;
};

/** The metric with its provenance. */
export type LatentBadDebtAnswer = Scoped<LatentPair> & { readonly provenance: Provenance };

const WORTHLESS = -10_000;
const MAX_SHOCK = 1_000_000;

/**
 * Computes what open positions would lack if all were closed at the last prices, or at shocked ones.
 *
 * @throws {InvalidRequestError} when a shock or the floor is out of range, or an asset is none of the protocol's.
 */
export async function loadLatentBadDebt(
  session: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
  { shocks, dustUsd }: LatentBadDebtRequest,
): Promise<LatentBadDebtAnswer> {
  const applied = shocksOf(book, shocks ?? []);
  const floor = dustFloor(dustUsd);
  const pair = await session.latentBadDebt.load({
    view,
    book,
    maxPriceAge,
    shocks: applied,
    dustFloor: floor,
  });
  const { own, market } = pair;
  const params = {
    protocol: book.protocol.slug,
    maxPriceAgeSeconds: maxPriceAge,
    shocks: Object.fromEntries(applied),
    dustUsd: exactDecimal(floor),
  };
  const provenance = await session.provenance(view, {
    metric: LATENT_BAD_DEBT.id,
    params,
    completeness: {
      required: own.debtors + market.debtors,
      present: own.debtors + market.debtors - own.unvalued - market.unvalued,
    },
  });
  return { ...pair, view, provenance };
}

/**
 * Takes changes of prices of a book's assets.
 *
 * @throws {InvalidRequestError} when one is out of range, given twice, or of an asset that is none of the protocol's.
 */
export function shocksOf(book: Book, shocks: readonly PriceShock[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { asset: given, shockBps } of shocks) {
    const asset = given.toLowerCase();
    if (shockBps < WORTHLESS || shockBps > MAX_SHOCK) {
      throw new InvalidRequestError(`Expected shockBps from ${WORTHLESS} to ${MAX_SHOCK}, got ${shockBps}.`);
    }
    if (found.has(asset))
      throw new InvalidRequestError(`Expected one shock for asset "${asset}", got several.`);
    if (!book.assets.has(asset)) {
      throw new InvalidRequestError(`Expected an asset of "${book.protocol.slug}", got "${asset}".`);
    }
    found.set(asset, shockBps);
  }
  return found;
}
