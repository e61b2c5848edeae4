import type { Window } from "../domain/window.ts";
import { capitalBook, ofBackstops } from "../solvency/capital-book.ts";
import { CapitalSeconds } from "../solvency/capital-seconds.ts";
import { IDLE_CAPITAL, type IdleCapital, idleCapital } from "../solvency/idle-capital.ts";
import { UnitOfAccount } from "../solvency/unit-of-account.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { nonNegativeDecimal } from "./non-negative-decimal.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What the metric takes. */
export type IdleCapitalArguments = {
  readonly windowDays?: number | null | undefined;
  /** Decimal, a year, 1 = 100 %. */
  readonly referenceRate?: string | null | undefined;
};

/** The metric with its window and provenance. */
export type IdleCapitalAnswer = Scoped<IdleCapital> & {
  readonly window: Window;
  readonly provenance: Provenance;
};

/**
 * Tells how much of a protocol's backstops earned nothing in a window.
 *
 * @throws {InvalidRequestError} when the rate is negative.
 */
export async function loadIdleCapital(
  session: LedgerSession,
  parent: SolvencyScope,
  args: IdleCapitalArguments,
): Promise<IdleCapitalAnswer> {
  const { view, maxPriceAge } = parent;
  const book = capitalBook(parent.book);
  const referenceRate = nonNegativeDecimal("referenceRate", args.referenceRate);
  const { window, scope } = await loadWindow(session, parent, args.windowDays);
  const [digits, flows] = await Promise.all([
    session.reader.capitalSeconds(scope),
    session.reader.flowSums(scope),
  ]);
  const moved = ofBackstops<{ readonly backstop: string; readonly asset: string }>(book, [
    ...digits,
    ...flows,
  ]);
  const account = new UnitOfAccount(
    book,
    moved.map(({ asset }) => asset),
    maxPriceAge,
  );
  const capital = new CapitalSeconds(digits);
  const found = idleCapital({ book, account, window, capital, flows, referenceRate });
  return {
    ...found,
    view,
    window,
    provenance: await session.provenance(view, {
      metric: IDLE_CAPITAL.id,
      completeness: found.completeness,
      params: { ...windowParams(parent, args.windowDays), referenceRate: args.referenceRate ?? null },
    }),
  };
}
