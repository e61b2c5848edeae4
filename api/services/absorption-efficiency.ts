import type { Window } from "../domain/window.ts";
import {
  ABSORPTION_EFFICIENCY,
  type AbsorptionEfficiency,
  absorptionEfficiency,
} from "../solvency/absorption-efficiency.ts";
import { CapitalSeconds } from "../solvency/capital-seconds.ts";
import { heldAssets } from "../solvency/resources.ts";
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
  const [digits, losses, counts] = await Promise.all([
    session.reader.capitalSeconds(scope),
    session.reader.absorbedLosses(scope),
    session.reader.lossCounts(scope),
  ]);
  const lossAssets = losses.map(({ asset }) => asset);
  const book = await withAssets(session, parent, lossAssets);
  const account = new UnitOfAccount(book, [...heldAssets(book), ...lossAssets], maxPriceAge);
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
