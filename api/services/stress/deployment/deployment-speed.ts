import type { Window } from "../../../domain/window.ts";
import {
  DEPLOYMENT_SPEED,
  type DeploymentSpeed,
  deploymentSpeed,
} from "../../../stress/deployment/deployment-speed.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { loadWindow, windowParams } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import { requireInside } from "../../require-inside.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { RARE_EVENT_DAYS } from "../rare-event-days.ts";
import { loadNeedChanges } from "./need-changes.ts";

/** What a request for the metric may say. */
export type DeploymentArguments = {
  readonly windowDays?: number | null | undefined;
  readonly first?: number | null | undefined;
};

/** The metric with its window and provenance. */
export type DeploymentAnswer = Scoped<DeploymentSpeed> & {
  readonly window: Window;
  /** Most needs to list. */
  readonly first: number;
  readonly provenance: Provenance;
};

const MOST_LISTED = 1000;

/**
 * Measures how fast the backstops of a protocol paid.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadDeploymentSpeed(
  session: LedgerSession,
  scope: SolvencyScope,
  args: DeploymentArguments,
): Promise<DeploymentAnswer> {
  const { view, book } = scope;
  const first = requireInside("first", args.first ?? 20, [0, MOST_LISTED]);
  const days = args.windowDays ?? RARE_EVENT_DAYS;
  const { window } = await loadWindow(session, scope, days);
  const changes = await loadNeedChanges(session, scope, window.from);
  const params = { ...windowParams(scope, days), first };
  const provenance = await session.provenance(view, { metric: DEPLOYMENT_SPEED.id, params });
  return { ...deploymentSpeed(changes, book.at), view, window, first, provenance };
}
