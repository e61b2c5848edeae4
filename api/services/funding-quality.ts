import type { Window } from "../domain/window.ts";
import { capitalBook, filledAssets, ofBackstops } from "../solvency/capital-book.ts";
import { FUNDING_QUALITY, type FundingQuality, fundingQuality } from "../solvency/funding-quality.ts";
import { UnitOfAccount } from "../solvency/unit-of-account.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { nonNegativeDecimal } from "./non-negative-decimal.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What the metric takes. */
export type FundingQualityArguments = {
  readonly windowDays?: number | null | undefined;
  /** Decimal, in the unit in which the resources are counted. */
  readonly target?: string | null | undefined;
};

/** The metric with its window and provenance. */
export type FundingQualityAnswer = Scoped<FundingQuality> & {
  readonly window: Window;
  readonly provenance: Provenance;
};

/**
 * Tells what a protocol's backstops lived on in a window.
 *
 * @throws {InvalidRequestError} when the target is negative.
 */
export async function loadFundingQuality(
  session: LedgerSession,
  parent: SolvencyScope,
  args: FundingQualityArguments,
): Promise<FundingQualityAnswer> {
  const { view, maxPriceAge } = parent;
  const book = capitalBook(parent.book);
  const target = nonNegativeDecimal("target", args.target);
  const { window, scope } = await loadWindow(session, parent, args.windowDays);
  const flows = ofBackstops(book, await session.reader.flowSums(scope));
  const assets = [...filledAssets(book), ...flows.map(({ asset }) => asset)];
  const account = new UnitOfAccount(book, assets, maxPriceAge);
  const found = fundingQuality({ book, account, window, flows, target });
  return {
    ...found,
    view,
    window,
    provenance: await session.provenance(view, {
      metric: FUNDING_QUALITY.id,
      completeness: found.completeness,
      params: { ...windowParams(parent, args.windowDays), target: args.target ?? null },
    }),
  };
}
