import type { CanonicalValue } from "../../domain/canonical-json.ts";
import { InvalidRequestError } from "../../domain/errors.ts";
import type { LedgerSession } from "../ledger-session.ts";
import { calcId } from "../provenance.ts";
import type { ViewRequest } from "../resolve-view.ts";
import type { Job } from "./job.ts";
import type { JobQueue } from "./job-ports.ts";

/** What to compute, and for which block. */
export type JobSubmission = ViewRequest & {
  readonly kind: string;
  readonly args: CanonicalValue;
  readonly idempotencyKey?: string | null | undefined;
};

const MAX_KEY_LENGTH = 200;

/**
 * Submits a computation for one block, pinned by its hash. Its id is the calcId of kind, arguments and block, so the
 * same computation is one job.
 *
 * @throws {InvalidRequestError} when the key is too long, or was used for another computation.
 * @throws {BusyError} when too many jobs wait.
 */
export async function submitJob(
  session: LedgerSession,
  jobs: JobQueue,
  { kind, args, idempotencyKey = null, ...request }: JobSubmission,
): Promise<Job> {
  if ((idempotencyKey?.length ?? 0) > MAX_KEY_LENGTH) {
    throw new InvalidRequestError(`Expected an idempotencyKey of at most ${MAX_KEY_LENGTH} characters.`);
  }
  const view = await session.view(request);
  const id = calcId(view, { metric: `job/${kind}`, params: args });
  const { number, hash } = view.block;
  return jobs.submit(id, { kind, network: view.network, block: { number, hash }, args }, idempotencyKey);
}
