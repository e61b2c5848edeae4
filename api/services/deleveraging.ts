import { InvalidRequestError } from "../domain/errors.ts";
import type { Window } from "../domain/window.ts";
import { DELEVERAGING, type DeleveragingEpisode, deleveragingEpisodes } from "../solvency/deleveraging.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { Condition } from "./ports.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What to look at. */
export type DeleveragingRequest = {
  readonly windowDays?: number | null | undefined;
  /** 1 to 1440; 15 when left out. */
  readonly gapMinutes?: number | null | undefined;
  /** Whether each market has episodes of its own; so it is unless false. */
  readonly byMarket?: boolean | null | undefined;
};

/** The metric with its window and provenance. */
export type DeleveragingAnswer = {
  readonly window: Window;
  readonly episodes: readonly Scoped<DeleveragingEpisode>[];
  readonly provenance: Provenance;
};

const FILL_FIELDS = [
  "market",
  "asset",
  "ordinal",
  "timestamp",
  "maker",
  "taker",
  "notional",
  "haircut",
  "rank",
] as const;
const LIQUIDATION_FIELDS = ["market", "debtAsset", "ordinal", "timestamp", "account", "loss"] as const;
const GAP_MINUTES = 15;
const MAX_GAP_MINUTES = 1440;

/**
 * Finds the episodes of deleveraging of a protocol in a window.
 *
 * @throws {InvalidRequestError} when the days or the gap are out of range.
 */
export async function loadDeleveraging(
  session: LedgerSession,
  parent: SolvencyScope,
  { windowDays, gapMinutes, byMarket }: DeleveragingRequest,
): Promise<DeleveragingAnswer> {
  const { view } = parent;
  const minutes = gapOf(gapMinutes);
  const { window, scope } = await loadWindow(session, parent, windowDays);
  const conditions: readonly Condition[] = [
    { field: "protocol", operator: "in", values: [scope.protocol] },
    { field: "timestamp", operator: "atLeast", value: scope.from },
  ];
  const fills = await session.reader.fields("deleveraging", FILL_FIELDS, { view, conditions });
  const markets = [...new Set(fills.map(({ market }) => market))];
  const around: Condition[] = [...conditions, { field: "market", operator: "in", values: markets }];
  const liquidations = await session.reader.fields("liquidation", LIQUIDATION_FIELDS, {
    view,
    conditions: around,
  });
  const rule = { gapSeconds: BigInt(minutes) * 60n, byMarket: byMarket ?? true };
  const withProfit = fills.map((fill) => ({ ...fill, profit: null }));
  const known = fills.filter(({ haircut }) => haircut !== null).length;
  return {
    window,
    episodes: deleveragingEpisodes(withProfit, liquidations, rule).map((episode) => ({ ...episode, view })),
    provenance: await session.provenance(view, {
      metric: DELEVERAGING.id,
      params: { ...windowParams(parent, windowDays), gapMinutes: minutes, byMarket: rule.byMarket },
      completeness: { required: fills.length, present: known },
    }),
  };
}

function gapOf(gapMinutes: number | null | undefined): number {
  const minutes = gapMinutes ?? GAP_MINUTES;
  if (minutes >= 1 && minutes <= MAX_GAP_MINUTES) return minutes;
  throw new InvalidRequestError(`Expected gapMinutes from 1 to ${MAX_GAP_MINUTES}, got ${minutes}.`);
}
