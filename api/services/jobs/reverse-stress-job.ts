import type { CanonicalValue } from "../../domain/canonical-json.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { ViewRequest } from "../resolve-view.ts";
import type { ComputedReverseStress } from "../stress/reverse/compute-reverse-stress.ts";
import {
  prepareReverseStress,
  type ReverseStressAnswer,
  type ReverseStressArguments,
  reverseStressAnswer,
} from "../stress/reverse/load-reverse-stress.ts";
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

/** Kind of job that searches for the smallest shocks that break a book. */
export const REVERSE_STRESS_JOB = "reverse-stress";

type ReverseStressJobArguments = ProtocolJobArguments & { readonly search: ReverseStressArguments };

/** What the mutation takes. */
export type ReverseStressSubmission = ViewRequest &
  ReverseStressArguments & {
    readonly protocol: string;
    readonly maxPriceAgeSeconds?: number | null | undefined;
    readonly idempotencyKey?: string | null | undefined;
  };

/**
 * Submits a reverse stress test of any size.
 *
 * @throws {UnknownEntityError} when the ledger does not know the protocol at that block.
 */
export async function submitReverseStress(
  session: LedgerSession,
  jobs: JobQueue,
  submission: ReverseStressSubmission,
): Promise<Job> {
  const { network, asOf, idempotencyKey, protocol, maxPriceAgeSeconds, ...search } = submission;
  const args = protocolJobArguments({ protocol, maxPriceAgeSeconds });
  await loadJobScope({ session, view: await session.view({ network, asOf }) }, args);
  const kept = { ...args, search: search as CanonicalValue };
  return submitJob(session, jobs, { kind: REVERSE_STRESS_JOB, args: kept, network, asOf, idempotencyKey });
}

/** Loads the input of the computation. */
export const loadReverseStressJob: LoadInput = async (scope, given) => {
  const args = argumentsOf<ReverseStressJobArguments>(given);
  return prepareReverseStress(scope.session, scope.series, await loadJobScope(scope, args), args.search);
};

/** The result of such a job with its provenance; null unless the job is one and succeeded. */
export async function reverseStressOfJob(
  session: LedgerSession,
  jobs: JobQueue,
  { kind, state, id, network, block }: Job,
): Promise<ReverseStressAnswer | null> {
  if (kind !== REVERSE_STRESS_JOB || state !== "SUCCEEDED") return null;
  const view = await session.view({ network, asOf: { blockHash: block.hash } });
  return reverseStressAnswer(session, view, (await jobs.result(id)) as ComputedReverseStress);
}
