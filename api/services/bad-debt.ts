import { groupBy } from "../domain/group-by.ts";
import { BAD_DEBT, type BadDebt, badDebt } from "../solvency/bad-debt.ts";
import { filterConditions } from "./filter-conditions.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { fieldsOf } from "./list-fields.ts";
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

const FIELDS = [
  "deficit",
  "market",
  "asset",
  "action",
  "amount",
  "openAfter",
  "pendingAfter",
  "timestamp",
] as const;

/** Follows realised bad debt through its changes up to the view's block. */
export async function loadBadDebt(
  session: LedgerSession,
  request: ViewRequest & { readonly filter: BadDebtFilter },
): Promise<BadDebtAnswer> {
  const view = await session.view(request);
  const conditions = filterConditions(request.filter, fieldsOf("deficitChange"));
  const changes = await session.reader.fields("deficitChange", FIELDS, { view, conditions });
  const markets = groupBy(changes, (change) => change.deficit).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ ...badDebt(group), id: first.deficit, market: first.market, asset: first.asset, view }];
  });
  return {
    markets,
    provenance: await session.provenance(view, { metric: BAD_DEBT.id, params: request.filter }),
  };
}
