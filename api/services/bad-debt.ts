import { groupBy } from "../domain/group-by.ts";
import { BAD_DEBT, type BadDebt, badDebt, oldestOpenDay, oldestOpenSince } from "../solvency/bad-debt.ts";
import { filterConditions } from "./filter-conditions.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { fieldsOf } from "./list-fields.ts";
import type { DeficitDay, LedgerReader, View } from "./ports.ts";
import type { Provenance } from "./provenance.ts";
import type { ViewRequest } from "./resolve-view.ts";

/** Which deficits to look at. */
export type BadDebtFilter = {
  readonly protocol?: string | null | undefined;
  readonly market?: string | null | undefined;
  readonly asset?: string | null | undefined;
};

/** The bad debt of one market in one asset, with the ids that it belongs to. */
export type MarketBadDebt = Scoped<
  BadDebt & { readonly id: string; readonly market: string; readonly asset: string }
>;

/** The metric with its provenance. */
export type BadDebtAnswer = { readonly markets: readonly MarketBadDebt[]; readonly provenance: Provenance };

/** Follows realised bad debt through its changes up to the view's block. */
export async function loadBadDebt(
  session: LedgerSession,
  request: ViewRequest & { readonly filter: BadDebtFilter },
): Promise<BadDebtAnswer> {
  const view = await session.view(request);
  const conditions = filterConditions(request.filter, fieldsOf("deficitChange"));
  const days = await session.reader.deficitDays({ view, conditions });
  const deficits = groupBy(days, (day) => day.deficit);
  const sinceOf = await loadOldestOpen(session.reader, view, deficits);
  const markets = deficits.flatMap((timeline) => {
    const [first] = timeline;
    if (first === undefined) return [];
    const { deficit: id, market, asset } = first;
    return [{ ...badDebt(timeline, sinceOf(id)), id, market, asset, view }];
  });
  return {
    markets,
    provenance: await session.provenance(view, { metric: BAD_DEBT.id, params: request.filter }),
  };
}

/** Finds when the oldest open debt of each deficit of a protocol was created; null where none is open. */
export async function oldestOpenOf(
  reader: LedgerReader,
  view: View,
  protocol: string,
): Promise<(deficit: string) => bigint | null> {
  const conditions = filterConditions({ protocol }, fieldsOf("deficitChange"));
  const days = await reader.deficitDays({ view, conditions });
  return loadOldestOpen(
    reader,
    view,
    groupBy(days, ({ deficit }) => deficit),
  );
}

/** Of all single changes only those of one day a deficit are read: the day on which its oldest open debt was created. */
async function loadOldestOpen(
  reader: LedgerReader,
  view: View,
  deficits: readonly (readonly DeficitDay[])[],
): Promise<(deficit: string) => bigint | null> {
  const days = deficits.flatMap((timeline) => {
    const day = oldestOpenDay(timeline);
    return day === null ? [] : timeline.slice(0, 1).map(({ deficit }) => ({ ...day, deficit }));
  });
  const creations = groupBy(await reader.deficitsCreatedOn(view, days), ({ deficit }) => deficit);
  const created = new Map(creations.map((group) => [group[0]?.deficit ?? "", group]));
  const since = new Map(
    days.map(({ deficit, paid }) => [deficit, oldestOpenSince(created.get(deficit) ?? [], paid)]),
  );
  return (deficit) => since.get(deficit) ?? null;
}
