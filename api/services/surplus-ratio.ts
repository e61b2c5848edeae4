import { SURPLUS_RATIO, type SurplusRatio, surplusRatio } from "../solvency/surplus-ratio.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** The ratio with its provenance. */
export type SurplusRatioAnswer = Scoped<SurplusRatio> & { readonly provenance: Provenance };

/**
 * Compares the surplus of a protocol with its debt.
 *
 * @param excludedMarkets - Ids or names of collateral types that do not count.
 */
export async function loadSurplusRatio(
  session: LedgerSession,
  { view, book }: SolvencyScope,
  excludedMarkets: readonly string[],
): Promise<SurplusRatioAnswer> {
  const obligations = await session.loaders.obligations.load({ view, id: book.protocol.id });
  const params = { protocol: book.protocol.slug, excludedMarkets: [...excludedMarkets].sort() };
  return {
    ...surplusRatio(book, obligations, excludedMarkets),
    view,
    provenance: await session.provenance(view, { metric: SURPLUS_RATIO.id, params }),
  };
}
