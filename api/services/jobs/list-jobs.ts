import { InvalidRequestError } from "../../domain/errors.ts";
import type { Job, JobState } from "./job.ts";
import type { JobQueue } from "./job-ports.ts";

const MAX_JOBS = 1000;

/**
 * Lists jobs, newest first.
 *
 * @throws {InvalidRequestError} when `first` is out of range.
 */
export function listJobs(
  jobs: JobQueue,
  { states, first }: { readonly states?: readonly JobState[] | null | undefined; readonly first: number },
): Promise<Job[]> {
  if (first < 1 || first > MAX_JOBS) {
    throw new InvalidRequestError(`Expected \`first\` of 1 to ${MAX_JOBS}, got ${first}.`);
  }
  return jobs.list(states ?? null, first);
}
