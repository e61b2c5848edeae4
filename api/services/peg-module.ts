import type { ParameterChange } from "../domain/entities/governance.ts";
import { scaled } from "../domain/rational.ts";
import type { Window } from "../domain/window.ts";
import type { Book, Holding } from "../solvency/book.ts";
import { pegModulesOf } from "../solvency/peg-markets.ts";
import {
  type HourlyOutflows,
  PEG_MODULE,
  type PegCeiling,
  type PegModule,
  pegModule,
} from "../solvency/peg-module.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { HourlyOutflow } from "./ports.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** The metric with its provenance. */
export type PegModuleAnswer = {
  readonly window: Window;
  readonly modules: readonly Scoped<PegModule>[];
  readonly provenance: Provenance;
};

/** A ceiling of the module's market is in units of its debt, one of the module's contract in units of what it holds. */
const MARKET_CEILINGS: readonly string[] = ["line", "ceiling"];
const MODULE_CEILING = "debt_ceiling";
const CHANGE_FIELDS = ["contract", "market", "name", "value", "timestamp"] as const;
const HOUR = 3600n;

type Change = Pick<ParameterChange, (typeof CHANGE_FIELDS)[number]>;

/**
 * Judges the peg-stability modules of a protocol.
 *
 * @throws {InvalidRequestError} when the days are out of range.
 */
export async function loadPegModules(
  session: LedgerSession,
  scope: SolvencyScope,
  { windowDays }: { readonly windowDays?: number | null | undefined },
): Promise<PegModuleAnswer> {
  const { view, book } = scope;
  const loaded = await loadWindow(session, scope, windowDays);
  const modules = pegModulesOf(book);
  const [outflows, changes] =
    modules.length === 0
      ? [[], []]
      : await Promise.all([session.reader.hourlyOutflows(loaded.scope), loadCeilings(session, scope)]);
  const states = modules.map((holding) =>
    pegModule(holding, {
      ceiling: ceilingOf(holding, book, changes),
      decimalsOf: (asset) => decimalsOf(book, asset),
      outflowsOf: (asset) => outflowsOf(holding.backstop.id, asset, { outflows, window: loaded.window }),
    }),
  );
  return {
    window: loaded.window,
    modules: states.map((state) => ({ ...state, view })),
    provenance: await session.provenance(view, {
      metric: PEG_MODULE.id,
      params: windowParams(scope, windowDays),
      completeness: {
        required: states.length,
        present: states.filter((state) => state.utilisation.value !== null).length,
      },
    }),
  };
}

function loadCeilings({ reader }: LedgerSession, { view, book }: SolvencyScope): Promise<Change[]> {
  const conditions = [
    { field: "protocol", operator: "in" as const, values: [book.protocol.id] },
    { field: "name", operator: "in" as const, values: [...MARKET_CEILINGS, MODULE_CEILING] },
  ];
  return reader.fields("parameterChange", CHANGE_FIELDS, { view, conditions });
}

function ceilingOf(holding: Holding, book: Book, changes: readonly Change[]): PegCeiling | null {
  const { contract, market } = holding.backstop;
  const found = changes.findLast(
    (change) =>
      (change.name === MODULE_CEILING && change.contract === contract) ||
      (MARKET_CEILINGS.includes(change.name) && market !== null && change.market === market),
  );
  if (found === undefined || found.value === null) return null;
  const { name, value, timestamp } = found;
  const decimals = decimalsOf(book, unitOf(name, holding, book));
  return decimals === null ? null : { name, amount: scaled(value, decimals), setAt: timestamp };
}

function unitOf(name: string, { backstop, balances }: Holding, { markets }: Book): string | null {
  if (name === MODULE_CEILING) return balances[0]?.asset ?? null;
  return markets.find(({ id }) => id === backstop.market)?.debtAsset ?? null;
}

function decimalsOf({ assets }: Book, asset: string | null): number | null {
  return asset === null ? null : (assets.get(asset)?.decimals ?? null);
}

function outflowsOf(
  backstop: string,
  asset: string,
  { outflows, window }: { outflows: readonly HourlyOutflow[]; window: Window },
): HourlyOutflows {
  const rows = outflows.filter((row) => row.backstop === backstop && row.asset === asset);
  const since = rows[0]?.since ?? window.to;
  const from = since > window.from ? since : window.from;
  const first = ((from + HOUR - 1n) / HOUR) * HOUR;
  const end = (window.to / HOUR) * HOUR;
  const amounts = rows.flatMap(({ hour, amount }) =>
    hour === null || amount === null || hour < first || hour >= end ? [] : [amount],
  );
  return { hours: end > first ? Number((end - first) / HOUR) : 0, amounts };
}
