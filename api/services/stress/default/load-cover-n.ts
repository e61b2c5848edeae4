import { COVER_N, type CoverN, coverN, MOST_COLLATERALS } from "../../../stress/default/cover-n.ts";
import { type PriceShock, shocksOf } from "../../latent-bad-debt.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded } from "../bounded.ts";
import { stressBookOf } from "../stress-book-of.ts";

/** What a request for the metric may say. */
export type CoverNArguments = {
  readonly n?: number | null | undefined;
  readonly shocks?: readonly PriceShock[] | null | undefined;
};

/** The metric with its provenance. */
export type CoverNAnswer = Scoped<CoverN> & {
  readonly n: number;
  readonly assumptions: readonly string[];
  readonly provenance: Provenance;
};

/**
 * Computes what the largest defaulters of a protocol would lack together after changes of prices.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadCoverN(
  session: LedgerSession,
  scope: SolvencyScope,
  args: CoverNArguments,
): Promise<CoverNAnswer> {
  const n = bounded("n", args.n, { from: 1, to: MOST_COLLATERALS, otherwise: 2 });
  const shocks = shocksOf(scope.book, args.shocks ?? []);
  const book = await stressBookOf(session, scope);
  const found = coverN(book, { n, shocks });
  const { view } = scope;
  const params = {
    ...{ protocol: book.protocol, maxPriceAgeSeconds: scope.maxPriceAge, n },
    shocks: Object.fromEntries(shocks),
  };
  const completeness = { required: found.valued + found.unvalued, present: found.valued };
  return {
    ...{ ...found, n, view, assumptions: book.warnings },
    provenance: await session.provenance(view, { metric: COVER_N.id, params, completeness }),
  };
}
