import type { CanonicalValue } from "../../domain/canonical-json.ts";
import type { TailRisk } from "../../stress/tail/tail-question.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { SeriesPorts } from "../series/series-ports.ts";
import { resamplesForJob } from "../stress/tail/resamples.ts";
import { loadTail, type TailRequest } from "../stress/tail/tail.ts";
import type { Job } from "./job.ts";
import type { LoadInput } from "./job-input.ts";
import type { JobQueue } from "./job-ports.ts";
import { submitJob } from "./submit-job.ts";

/** Kind of job that estimates the tail of a series with its intervals. */
export const TAIL_JOB = "tail";

type TailSettings = Omit<TailRequest, "network" | "asOf">;

/** The same as a job keeps it: whole numbers of any size are texts. */
type KeptSettings = Omit<TailSettings, "from" | "seed"> & {
  readonly from: string | null;
  readonly seed: string;
};

/** What the mutation takes. */
export type TailSubmission = TailRequest & { readonly idempotencyKey?: string | null | undefined };

/**
 * Submits value at risk and expected shortfall of a series.
 *
 * @throws {InvalidRequestError} when the request is not as `tail` asks for it.
 * @throws {UnknownEntityError} when the ledger does not know the subject.
 */
export async function submitTail(
  session: LedgerSession,
  ports: SeriesPorts,
  jobs: JobQueue,
  { network, asOf, idempotencyKey, ...settings }: TailSubmission,
): Promise<Job> {
  await loadTail(session, ports, { ...settings, network, asOf }, resamplesForJob);
  const kept = { ...settings, from: settings.from?.toString() ?? null, seed: settings.seed.toString() };
  return submitJob(session, jobs, {
    ...{ kind: TAIL_JOB, args: kept as CanonicalValue, network, asOf, idempotencyKey },
  });
}

/** Loads the input of the computation. */
export const loadTailJob: LoadInput = async ({ session, series, view }, given) => {
  const { from, seed, ...settings } = given as unknown as KeptSettings;
  const request: TailRequest = {
    ...{ ...settings, from: from === null ? null : BigInt(from), seed: BigInt(seed) },
    ...{ network: view.network, asOf: { blockHash: view.block.hash } },
  };
  return (await loadTail(session, series, request, resamplesForJob)).question;
};

/** The result of such a job; null unless the job is one and succeeded. */
export async function tailOfJob(jobs: JobQueue, { kind, state, id }: Job): Promise<TailRisk | null> {
  if (kind !== TAIL_JOB || state !== "SUCCEEDED") return null;
  return (await jobs.result(id)) as TailRisk;
}
