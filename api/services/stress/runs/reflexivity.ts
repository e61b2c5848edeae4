import type { Window } from "../../../domain/window.ts";
import {
  type Clustering,
  clustering,
  type EventTimes,
  type FirstMoverAdvantage,
  firstMoverAdvantages,
  MOST_EVENTS,
  MOST_FOR_INTERVAL,
  REFLEXIVITY,
} from "../../../stress/runs/reflexivity.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { loadWindow, windowParams } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import { requireInside } from "../../require-inside.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import type { WindowReader } from "../../window-reader.ts";
import { loadRunElasticities, type RunElasticity } from "./run-elasticities.ts";

/** What a request for the metric may say. */
export type ReflexivityArguments = {
  readonly events?: Parameters<WindowReader["eventTimes"]>[1] | null | undefined;
  readonly windowDays?: number | null | undefined;
  readonly lagDays?: number | null | undefined;
  readonly interval?: boolean | null | undefined;
};

/** The metric with its window and provenance. */
export type ReflexivityAnswer = Scoped<{
  readonly clustering: Clustering;
  /** By backstop and asset. */
  readonly elasticities: readonly RunElasticity[];
  /** By market. */
  readonly firstMover: readonly FirstMoverAdvantage[];
  readonly window: Window;
  readonly provenance: Provenance;
}>;

const DEFAULT_WINDOW_DAYS = 365;
const MOST_LAG = 30;

/**
 * Measures how runs of a protocol feed on themselves.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadReflexivity(
  session: LedgerSession,
  series: SeriesPorts,
  scope: SolvencyScope,
  args: ReflexivityArguments,
): Promise<ReflexivityAnswer> {
  const { view, book } = scope;
  const days = args.windowDays ?? DEFAULT_WINDOW_DAYS;
  const lag = requireInside("lagDays", args.lagDays ?? 1, [0, MOST_LAG]);
  const interval = args.interval ?? false;
  const { window } = await loadWindow(session, scope, days);
  const [times, lending] = await Promise.all([
    loadEventTimes(session, scope, { ...args, mostForInterval: interval ? MOST_FOR_INTERVAL : 0 }),
    session.reader.byReference("lendingState", "protocol", view, [book.protocol.id]),
  ]);
  const elasticities = await loadRunElasticities(session, series, scope, { window, lag });
  const events = args.events ?? "WITHDRAWALS";
  const params = { ...windowParams(scope, days), events, lagDays: lag, interval };
  return {
    ...{ view, window, elasticities },
    clustering: clustering(times),
    firstMover: firstMoverAdvantages(lending, book.deficits),
    provenance: await session.provenance(view, { metric: REFLEXIVITY.id, params }),
  };
}

/**
 * Loads the times of the events whose clustering is asked for.
 *
 * @throws {InvalidRequestError} when the window is out of range.
 */
export async function loadEventTimes(
  session: LedgerSession,
  scope: SolvencyScope,
  args: Pick<ReflexivityArguments, "events" | "windowDays"> & Pick<EventTimes, "mostForInterval">,
): Promise<EventTimes> {
  const days = args.windowDays ?? DEFAULT_WINDOW_DAYS;
  const { window, scope: span } = await loadWindow(session, scope, days);
  const kind = args.events ?? "WITHDRAWALS";
  const newestFirst = await session.reader.eventTimes(span, kind, MOST_EVENTS + 1);
  return { newestFirst, from: window.from, to: window.to, mostForInterval: args.mostForInterval };
}
