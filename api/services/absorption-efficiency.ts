import type { Window } from "../domain/window.ts";
import {
  ABSORPTION_EFFICIENCY,
  type AbsorptionEfficiency,
  absorptionEfficiency,
} from "../solvency/absorption-efficiency.ts";
import { capitalBook, ofBackstops } from "../solvency/capital-book.ts";
import { CapitalSeconds } from "../solvency/capital-seconds.ts";
import { UnitOfAccount } from "../solvency/unit-of-account.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { loadWindow, windowParams, withAssets } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** The metric with its window and provenance. */
export type AbsorptionEfficiencyAnswer = Scoped<AbsorptionEfficiency> & {
  readonly window: Window;
  readonly provenance: Provenance;
};

/** Compares the losses that a protocol's backstops absorbed in a window with their capital. */
export async function loadAbsorptionEfficiency(
  session: LedgerSession,
  parent: SolvencyScope,
  args: { readonly windowDays?: number | null | undefined },
): Promise<AbsorptionEfficiencyAnswer> {
  const { view, maxPriceAge } = parent;
  const { window, scope } = await loadWindow(session, parent, args.windowDays);
  const backstops = capitalBook(parent.book).holdings.map(({ backstop }) => backstop.id);
  const [digits, losses, counts] = await Promise.all([
    session.reader.capitalSeconds(scope),
    session.reader.absorbedLosses(scope, backstops),
    session.reader.lossCounts(scope, backstops),
  ]);
  const lost = losses.map(({ asset }) => asset);
  const book = capitalBook(await withAssets(session, parent, lost));
  const held = ofBackstops(book, digits).map(({ asset }) => asset);
  const account = new UnitOfAccount(book, [...held, ...lost], maxPriceAge);
  const capital = new CapitalSeconds(digits);
  const found = absorptionEfficiency({ book, account, window, capital, losses, counts });
  return {
    ...found,
    view,
    window,
    provenance: await session.provenance(view, {
      metric: ABSORPTION_EFFICIENCY.id,
      completeness: found.completeness,
      params: windowParams(parent, args.windowDays),
    }),
  };
}
