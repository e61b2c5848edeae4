import type { Holding } from "../solvency/book.ts";
import { COVERAGE, type Coverage, coverage, exposuresOf } from "../solvency/coverage.ts";
import type { ExposureMeasure } from "../solvency/exposure.ts";
import { exposuresBy } from "../solvency/exposures.ts";
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
};

/** Coverage with its provenance. */
export type CoverageAnswer = Scoped<Coverage> & { readonly provenance: Provenance };

/** Compares all backstops of a protocol with one of its exposures. */
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
 * @throws {InvalidRequestError} when the age of prices is negative.
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
  const obligations = await session.loaders.obligations.load({ view, id: book.protocol.id });
  const latent = measure === "LATENT" ? await loadLatentExposures(session, scope) : [];
  const all = exposuresBy(book, obligations, { measure, strikeCurrency, latent });
  const holdings = book.holdings.filter((holding) => backstop === null || holding.backstop.id === backstop);
  const exposures = backstop === null ? all : holdings.flatMap((holding) => exposuresOf(holding, all));
  const found = coverage({ book, measure, holdings, exposures, maxPriceAge });
  return {
    ...found,
    view,
    provenance: await provenanceOf(session, scope, { found, backstop, strikeCurrency }),
  };
}

type Made = {
  readonly found: Coverage;
  readonly backstop: Holding["backstop"]["id"] | null;
  readonly strikeCurrency: string | null;
};

function provenanceOf(
  session: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
  { found, backstop, strikeCurrency }: Made,
): Promise<Provenance> {
  const { measure, exposures } = found;
  const protocol = book.protocol.slug;
  const present = exposures.filter(({ worth }) => worth.amount !== null).length;
  return session.provenance(view, {
    metric: COVERAGE.id,
    params: { protocol, backstop, measure, strikeCurrency, maxPriceAge },
    completeness: { required: exposures.length, present },
  });
}
