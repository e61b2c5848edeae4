import { type BookCascade, bookCascade } from "../../../stress/cascade/book-cascade.ts";
import { CASCADE } from "../../../stress/cascade/cascade.ts";
import type { SaleRule } from "../../../stress/cascade/factor-curves.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded } from "../bounded.ts";
import { factorOf } from "../factor-of.ts";
import { stressBookOf } from "../stress-book-of.ts";
import { type ImpactRequest, impactOf } from "./impact-request.ts";

/** What a request for the metric may say. */
export type CascadeArguments = {
  readonly asset: string;
  readonly fallBps?: number | null | undefined;
  readonly impact?: ImpactRequest | null | undefined;
  readonly depthFactor?: number | null | undefined;
  readonly sales?: SaleRule | null | undefined;
  readonly curveSteps?: number | null | undefined;
};

/** The metric with its provenance. */
export type CascadeAnswer = Scoped<BookCascade> & {
  readonly asset: string;
  readonly fallBps: number;
  /** What is assumed or missing. */
  readonly assumptions: readonly string[];
  readonly provenance: Provenance;
};

/** A fall to zero. */
export const WHOLE_BPS = 10_000;
/** Bounds of a factor on depth. */
export const DEPTH_BOUNDS = { from: 1e-6, to: 1e6, otherwise: 1 };

/**
 * Computes where the price of one collateral comes to rest after a fall when what is liquidated is sold.
 *
 * @throws {InvalidRequestError} when an argument is out of range, or the asset is not in the book.
 */
export async function loadCascade(
  session: LedgerSession,
  scope: SolvencyScope,
  { asset, ...args }: CascadeArguments,
): Promise<CascadeAnswer> {
  const fallBps = bounded("fallBps", args.fallBps, { from: 0, to: WHOLE_BPS, otherwise: 2000 });
  const depth = bounded("depthFactor", args.depthFactor, DEPTH_BOUNDS);
  const curveSteps = bounded("curveSteps", args.curveSteps, { from: 1, to: 1000, otherwise: 100 });
  const impact = impactOf(args.impact);
  const rule = args.sales ?? "ONE_ROUND";
  const book = await stressBookOf(session, scope);
  const { index, factor } = factorOf(book, asset);
  const shock = fallBps / WHOLE_BPS;
  const found = bookCascade(book, { factor: index, shock, impact, depth, rule, curveSteps });
  const lines = book.accounts.count + book.perpetuals.length;
  const { view } = scope;
  const params = {
    ...{ protocol: book.protocol, asset: factor.asset, fallBps, depthFactor: depth, sales: rule, curveSteps },
    ...{ impact, maxPriceAgeSeconds: scope.maxPriceAge },
  };
  const completeness = { required: lines, present: lines - found.unvalued };
  return {
    ...{ ...found, asset: factor.asset, fallBps, assumptions: book.warnings, view },
    provenance: await session.provenance(view, { metric: CASCADE.id, params, completeness }),
  };
}
