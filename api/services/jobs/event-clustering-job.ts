import { type Clustering, MOST_EVENTS } from "../../stress/runs/reflexivity.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { ViewRequest } from "../resolve-view.ts";
import { loadEventTimes, type ReflexivityArguments } from "../stress/runs/reflexivity.ts";
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

/** Kind of job that fits a Hawkes process with its interval. */
export const EVENT_CLUSTERING_JOB = "event-clustering";

type ClusteringArguments = Pick<ReflexivityArguments, "events" | "windowDays">;
type EventClusteringArguments = ProtocolJobArguments & { readonly clustering: ClusteringArguments };

/** What the mutation takes. */
export type EventClusteringSubmission = ViewRequest &
  ClusteringArguments & {
    readonly protocol: string;
    readonly idempotencyKey?: string | null | undefined;
  };

/**
 * Submits the clustering of events with its interval, which takes about a second for 2,500 of them.
 *
 * @throws {UnknownEntityError} when the ledger does not know the protocol at that block.
 */
export async function submitEventClustering(
  session: LedgerSession,
  jobs: JobQueue,
  submission: EventClusteringSubmission,
): Promise<Job> {
  const { network, asOf, idempotencyKey, protocol, events, windowDays } = submission;
  const args = protocolJobArguments({ protocol });
  await loadJobScope({ session, view: await session.view({ network, asOf }) }, args);
  const kept = { ...args, clustering: { events: events ?? null, windowDays: windowDays ?? null } };
  return submitJob(session, jobs, { kind: EVENT_CLUSTERING_JOB, args: kept, network, asOf, idempotencyKey });
}

/** Loads the input of the computation. */
export const loadEventClusteringJob: LoadInput = async (scope, given) => {
  const args = argumentsOf<EventClusteringArguments>(given);
  const parent = await loadJobScope(scope, args);
  return loadEventTimes(scope.session, parent, { ...args.clustering, mostForInterval: MOST_EVENTS });
};

/** The result of such a job; null unless the job is one and succeeded. */
export async function eventClusteringOfJob(
  jobs: JobQueue,
  { kind, state, id }: Job,
): Promise<Clustering | null> {
  if (kind !== EVENT_CLUSTERING_JOB || state !== "SUCCEEDED") return null;
  return (await jobs.result(id)) as Clustering;
}
