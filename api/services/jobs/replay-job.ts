import type { CanonicalValue } from "../../domain/canonical-json.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { ViewRequest } from "../resolve-view.ts";
import type { ComputedReplay } from "../stress/replay/compute-replay.ts";
import { loadReplayInput, type ReplayAnswer, replayAnswer } from "../stress/replay/load-replay.ts";
import type { ScenarioRequest } from "../stress/replay/scenario-request.ts";
import type { Job } from "./job.ts";
import type { LoadInput } from "./job-input.ts";
import type { JobQueue } from "./job-ports.ts";
import {
  argumentsOf,
  loadJobScope,
  type ProtocolJobArguments,
  protocolJobArguments,
} from "./protocol-job.ts";
import { submitJob } from "./submit-job.ts";

/** Kind of job that replays a scenario. */
export const REPLAY_JOB = "replay";

type ReplayJobArguments = ProtocolJobArguments & { readonly scenario: ScenarioRequest };

/** What the mutation takes. */
export type ReplaySubmission = ViewRequest & {
  readonly protocol: string;
  readonly scenario: ScenarioRequest;
  readonly maxPriceAgeSeconds?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
};

/**
 * Submits a replay of any size.
 *
 * @throws {UnknownEntityError} when the ledger does not know the protocol at that block.
 */
export async function submitReplay(
  session: LedgerSession,
  jobs: JobQueue,
  { network, asOf, scenario, idempotencyKey, ...request }: ReplaySubmission,
): Promise<Job> {
  const args = protocolJobArguments(request);
  await loadJobScope({ session, view: await session.view({ network, asOf }) }, args);
  const kept = { ...args, scenario: scenario as CanonicalValue };
  return submitJob(session, jobs, { kind: REPLAY_JOB, args: kept, network, asOf, idempotencyKey });
}

/** Loads the input of the computation. */
export const loadReplayJob: LoadInput = async (scope, given) => {
  const args = argumentsOf<ReplayJobArguments>(given);
  return loadReplayInput(scope.session, await loadJobScope(scope, args), args.scenario);
};

/** The result of a replay job with its provenance; null unless the job is one and succeeded. */
export async function replayOfJob(
  session: LedgerSession,
  jobs: JobQueue,
  { kind, state, id, network, block, args: given }: Job,
): Promise<ReplayAnswer | null> {
  if (kind !== REPLAY_JOB || state !== "SUCCEEDED") return null;
  const request = argumentsOf<ReplayJobArguments>(given);
  const view = await session.view({ network, asOf: { blockHash: block.hash } });
  const scope = await loadJobScope({ session, view }, request);
  const computed = (await jobs.result(id)) as ComputedReplay;
  return replayAnswer(session, { scope, request, computed });
}
