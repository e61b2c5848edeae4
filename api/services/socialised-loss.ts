import { InvalidRequestError } from "../domain/errors.ts";
import type { Window } from "../domain/window.ts";
import type { Worth } from "../domain/worth.ts";
import { type Redistribution, redistributions } from "../solvency/redistribution.ts";
import {
  type EventHaircut,
  eventHaircuts,
  type MarketSocialisedLoss,
  SOCIALISED_LOSS,
  socialisedLosses,
  totalSocialisedLoss,
} from "../solvency/socialised-loss.ts";
import { UnitOfAccount } from "../solvency/unit-of-account.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import type { LedgerRows } from "./ports.ts";
import { type LoadedWindow, loadWindow, windowParams, withAssets } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What to look at. */
export type SocialisedLossRequest = {
  readonly windowDays?: number | null | undefined;
  /** Newest events to list, 0 to 1000; 100 when left out. */
  readonly events?: number | null | undefined;
};

const EVENT_FIELDS = ["id", "timestamp", "market", "asset", "amount", "claimsBefore"] as const;

/** A loss that was spread over claimants, with its time. */
export type LoadedEvent = Pick<LedgerRows["deficitChange"], (typeof EVENT_FIELDS)[number]>;

/** The metric with its window and provenance. */
export type SocialisedLossAnswer = {
  readonly window: Window;
  readonly total: Worth;
  readonly markets: readonly Scoped<MarketSocialisedLoss>[];
  readonly eventCount: number;
  /** Newest first. */
  readonly events: readonly Scoped<EventHaircut<LoadedEvent>>[];
  readonly redistributions: readonly Scoped<Redistribution & { readonly asset: string | null }>[];
  readonly provenance: Provenance;
};

const EVENTS = 100;
const MAX_EVENTS = 1000;

/**
 * Follows the losses that a protocol spread over its claimants in a window.
 *
 * @throws {InvalidRequestError} when the days or the number of events are out of range.
 */
export async function loadSocialisedLoss(
  session: LedgerSession,
  parent: SolvencyScope,
  { windowDays, events: listed }: SocialisedLossRequest,
): Promise<SocialisedLossAnswer> {
  const { view, maxPriceAge } = parent;
  const limit = limitOf(listed);
  const { window, scope } = await loadWindow(session, parent, windowDays);
  const [events, spread] = await Promise.all([
    loadEvents(session, scope),
    loadRedistributions(session, parent, scope),
  ]);
  const markets = socialisedLosses(events);
  const assets = markets.map(({ asset }) => asset);
  const book = await withAssets(session, parent, assets);
  const newest = events.slice(Math.max(0, events.length - limit)).reverse();
  return {
    window,
    total: totalSocialisedLoss(markets, new UnitOfAccount(book, assets, maxPriceAge)),
    markets: markets.map((market) => ({ ...market, view })),
    eventCount: events.length,
    events: eventHaircuts(newest).map((event) => ({ ...event, view })),
    redistributions: spread.map((row) => ({ ...row, view })),
    provenance: await session.provenance(view, {
      metric: SOCIALISED_LOSS.id,
      params: { ...windowParams(parent, windowDays), events: limit },
      completeness: {
        required: events.length,
        present: events.filter(({ claimsBefore }) => claimsBefore !== null).length,
      },
    }),
  };
}

function limitOf(listed: number | null | undefined): number {
  const limit = listed ?? EVENTS;
  if (limit >= 0 && limit <= MAX_EVENTS) return limit;
  throw new InvalidRequestError(`Expected events from 0 to ${MAX_EVENTS}, got ${limit}.`);
}

async function loadEvents(
  { reader }: LedgerSession,
  { view, protocol, from }: LoadedWindow["scope"],
): Promise<LoadedEvent[]> {
  const events = await reader.fields("deficitChange", EVENT_FIELDS, {
    view,
    conditions: [
      { field: "protocol", operator: "in", values: [protocol] },
      { field: "action", operator: "in", values: ["SOCIALISED"] },
      { field: "timestamp", operator: "atLeast", value: from },
    ],
  });
  return events.filter(({ amount }) => amount > 0n);
}

async function loadRedistributions(
  { reader }: LedgerSession,
  { book }: SolvencyScope,
  scope: LoadedWindow["scope"],
): Promise<(Redistribution & { readonly asset: string | null })[]> {
  const [debts, taken] = await Promise.all([reader.redistributedDebts(scope), reader.takenOver(scope)]);
  const assetOf = new Map(book.markets.map(({ id, debtAsset }) => [id, debtAsset]));
  return redistributions(debts, taken).map((row) => ({ ...row, asset: assetOf.get(row.market) ?? null }));
}
