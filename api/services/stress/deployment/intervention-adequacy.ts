import type { Window } from "../../../domain/window.ts";
import {
  INTERVENTION_ADEQUACY,
  type InterventionAdequacy,
  interventionAdequacy,
} from "../../../stress/deployment/intervention-adequacy.ts";
import { needsOf } from "../../../stress/deployment/needs.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { nonNegative } from "../../non-negative.ts";
import { loadWindow, windowParams } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import { requireInside } from "../../require-inside.ts";
import { loadPauses } from "../../response-latency.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { RARE_EVENT_DAYS } from "../rare-event-days.ts";
import { loadNeedChanges } from "./need-changes.ts";

/** What a request for the metric may say. */
export type InterventionArguments = {
  readonly windowDays?: number | null | undefined;
  readonly lookbackHours?: number | null | undefined;
  readonly first?: number | null | undefined;
};

/** The metric with its window and provenance. */
export type InterventionAnswer = Scoped<InterventionAdequacy> & {
  readonly window: Window;
  /** Most interventions to list. */
  readonly first: number;
  readonly provenance: Provenance;
};

const HOUR = 3600n;
const DEFAULT_LOOKBACK_HOURS = 72n;
const MOST_LISTED = 1000;

/**
 * Compares what was needed with what was deployed, and finds triggers without a need.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadInterventionAdequacy(
  session: LedgerSession,
  scope: SolvencyScope,
  args: InterventionArguments,
): Promise<InterventionAnswer> {
  const { view } = scope;
  const first = requireInside("first", args.first ?? 20, [0, MOST_LISTED]);
  const lookback = (nonNegative("lookbackHours", args.lookbackHours) ?? DEFAULT_LOOKBACK_HOURS) * HOUR;
  const days = args.windowDays ?? RARE_EVENT_DAYS;
  const { window } = await loadWindow(session, scope, days);
  const [changes, pauses] = await Promise.all([
    loadNeedChanges(session, scope, window.from),
    loadPauses(session, scope, { from: window.from, lookback }),
  ]);
  const params = { ...windowParams(scope, days), lookbackSeconds: lookback, first };
  const provenance = await session.provenance(view, { metric: INTERVENTION_ADEQUACY.id, params });
  return { ...interventionAdequacy(needsOf(changes), pauses), view, window, first, provenance };
}
