import type { Window } from "../../domain/window.ts";
import { MORAL_HAZARD, type MoralHazard, moralHazard } from "../../stress/moral-hazard.ts";
import type { LedgerSession, Scoped } from "../ledger-session.ts";
import { loadWindow, windowParams } from "../protocol-window.ts";
import type { Provenance } from "../provenance.ts";
import { requireInside } from "../require-inside.ts";
import { loadSample } from "../samples/load-sample.ts";
import type { SeriesPorts } from "../series/series-ports.ts";
import type { SolvencyScope } from "../solvency.ts";

/** What a request for the metric may say. */
export type MoralHazardArguments = {
  readonly windowDays?: number | null | undefined;
  readonly lagDays?: number | null | undefined;
};

/** The metric with its window and provenance. */
export type MoralHazardAnswer = Scoped<MoralHazard> & {
  readonly window: Window;
  readonly provenance: Provenance;
};

const DEFAULT_WINDOW_DAYS = 365;
const MOST_LAG = 30;

/**
 * Estimates how the leverage of a protocol's borrowers moved with the coverage before it.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadMoralHazard(
  session: LedgerSession,
  series: SeriesPorts,
  scope: SolvencyScope,
  args: MoralHazardArguments,
): Promise<MoralHazardAnswer> {
  const { view, book } = scope;
  const lag = requireInside("lagDays", args.lagDays ?? 1, [0, MOST_LAG]);
  const days = args.windowDays ?? DEFAULT_WINDOW_DAYS;
  const { window } = await loadWindow(session, scope, days);
  const span = { from: window.from, to: window.to, bucket: "DAY" as const };
  const sample = async (metric: string, asset: string | null) => {
    const request = { ...span, metric, asset, subject: book.protocol.id };
    return (await loadSample(session, series, view, request)).values;
  };
  const debt = await sample("debt", issuedToken(scope));
  const collateral = await sample("collateral", null);
  const coverage = await sample("coverage-debt", null);
  const params = { ...windowParams(scope, days), lagDays: lag };
  return {
    ...moralHazard({ debt, collateral, coverage, lag }),
    ...{ view, window },
    provenance: await session.provenance(view, { metric: MORAL_HAZARD.id, params }),
  };
}

/** The one token of all debts, where the contracts that issue it count it as a dollar: its units are dollars. Null for any other debt. */
function issuedToken({ book }: SolvencyScope): string | null {
  const { prices, protocol, at, markets } = book;
  const [token = null, ...others] = new Set(markets.map(({ debtAsset }) => debtAsset));
  if (token === null || others.length > 0 || markets.some(({ kind }) => kind !== "CDP_COLLATERAL"))
    return null;
  const own = prices.priceOf(token, { protocol: protocol.id, at, maxAge: null, origin: "OWN" });
  return own.feed === null ? token : null;
}
