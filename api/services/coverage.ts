import { InvalidRequestError } from "../domain/errors.ts";
import type { Holding } from "../solvency/book.ts";
import { COVERAGE, type Coverage, coverage, exposuresOf } from "../solvency/coverage.ts";
import type { Exposure, ExposureMeasure } from "../solvency/exposure.ts";
import { type ExposureRequest, exposuresBy } from "../solvency/exposures.ts";
import type { Haircuts } from "../solvency/resources.ts";
import { loadLatentExposures } from "./latent-exposures.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { View } from "./ports.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";
import { priceAgeOf } from "./valuation.ts";

/** Which coverage is asked for. */
export type CoverageRequest = {
  readonly measure: ExposureMeasure;
  /** Currency of strikes; null or left out for the quote of the feed of each series' market. */
  readonly strikeCurrency?: string | null | undefined;
  /** What of each asset's worth does not count; nothing when left out. */
  readonly haircuts?: readonly Haircut[] | null | undefined;
};

/** Part of the worth of an asset that does not count, in basis points from 0 to 10,000. */
export type Haircut = { readonly asset: string; readonly bps: number };

const MAX_BPS = 10_000;

/** Coverage with its provenance. */
export type CoverageAnswer = Scoped<Coverage> & { readonly provenance: Provenance };

/**
 * Compares all backstops of a protocol with one of its exposures.
 *
 * @throws {InvalidRequestError} when a haircut is out of range or given twice.
 */
export function loadCoverage(
  session: LedgerSession,
  scope: SolvencyScope,
  request: CoverageRequest,
): Promise<CoverageAnswer> {
  return answer(session, scope, request, null);
}

/**
 * Compares one backstop with the exposure for which it answers. Backstops of one page share the book of their protocol
 * and what it owes.
 *
 * @throws {InvalidRequestError} when the age of prices is negative, or a haircut is out of range or given twice.
 */
export async function loadBackstopCoverage(
  session: LedgerSession,
  backstop: { readonly view: View; readonly id: string; readonly protocol: string },
  request: CoverageRequest & { readonly maxPriceAgeSeconds?: number | null | undefined },
): Promise<CoverageAnswer> {
  const { view, id, protocol } = backstop;
  const maxPriceAge = priceAgeOf(request.maxPriceAgeSeconds ?? null);
  const book = await session.loaders.book.load({ view, id: protocol });
  return answer(session, { view, book, maxPriceAge }, request, id);
}

async function answer(
  session: LedgerSession,
  scope: SolvencyScope,
  request: CoverageRequest,
  backstop: string | null,
): Promise<CoverageAnswer> {
  const { view, book, maxPriceAge } = scope;
  const { measure } = request;
  const strikeCurrency = request.strikeCurrency ?? null;
  const haircuts = haircutsOf(request.haircuts ?? []);
  const all = await loadExposures(session, scope, { measure, strikeCurrency });
  const holdings = book.holdings.filter((holding) => backstop === null || holding.backstop.id === backstop);
  const exposures = backstop === null ? all : holdings.flatMap((holding) => exposuresOf(holding, all));
  const found = coverage({ book, measure, holdings, exposures, haircuts, maxPriceAge });
  const made = { found, backstop, strikeCurrency, haircuts };
  return { ...found, view, provenance: await provenanceOf(session, scope, made) };
}

/** Loads only what the measure needs. */
async function loadExposures(
  session: LedgerSession,
  scope: SolvencyScope,
  { measure, strikeCurrency }: Pick<ExposureRequest, "measure" | "strikeCurrency">,
): Promise<readonly Exposure[]> {
  const { book, view } = scope;
  const key = { view, id: book.protocol.id };
  const obligations = await session.loaders.obligations.load(key);
  const latent = measure === "LATENT" ? await loadLatentExposures(session, scope) : [];
  const writtenPuts = measure === "OPTION_PAYOFF" ? await session.loaders.writtenPuts.load(key) : [];
  return exposuresBy(book, obligations, { measure, strikeCurrency, latent, writtenPuts });
}

function haircutsOf(haircuts: readonly Haircut[]): Haircuts {
  const found = new Map<string, number>();
  for (const { asset: given, bps } of haircuts) {
    const asset = given.toLowerCase();
    if (bps < 0 || bps > MAX_BPS) {
      throw new InvalidRequestError(`Expected haircuts from 0 to ${MAX_BPS} basis points, got ${bps}.`);
    }
    if (found.has(asset)) {
      throw new InvalidRequestError(`Expected one haircut for asset "${asset}", got several.`);
    }
    found.set(asset, bps);
  }
  return found;
}

type Made = {
  readonly found: Coverage;
  readonly backstop: Holding["backstop"]["id"] | null;
  readonly strikeCurrency: string | null;
  readonly haircuts: Haircuts;
};

function provenanceOf(
  session: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
  { found, backstop, strikeCurrency, haircuts }: Made,
): Promise<Provenance> {
  const { measure, exposures } = found;
  const protocol = book.protocol.slug;
  const present = exposures.filter(({ worth }) => worth.amount !== null).length;
  return session.provenance(view, {
    metric: COVERAGE.id,
    params: { protocol, backstop, measure, strikeCurrency, haircuts: [...haircuts].sort(), maxPriceAge },
    completeness: { required: exposures.length, present },
  });
}
