import { SeawallError } from "../domain/errors.ts";
import type { Job } from "../services/jobs/job.ts";
import { ThreadDiedError } from "./worker-thread.ts";

/** How often a job is begun when its thread or process dies under it. */
const MAX_ATTEMPTS = 3;

/** The computation took longer than allowed. */
export class TooLongError extends Error {
  override readonly name = "TooLongError";
  readonly seconds: number;

  constructor(seconds: number) {
    super(`The computation ran longer than ${seconds} seconds.`);
    this.seconds = seconds;
  }
}

/** How an attempt without a result ends. */
export type JobEnd = {
  /** Why the job failed, fit to be shown; null when it is tried again. */
  readonly error: string | null;
  /** False for faults of the program, which an operator should see. */
  readonly isExpected: boolean;
};

/** Decides what follows from an error. */
export function endOf(job: Job, error: unknown): JobEnd {
  if (error instanceof SeawallError) return { error: error.message, isExpected: true };
  if (error instanceof TooLongError) {
    return { error: `${error.message} Ask for fewer steps, accounts or resamples.`, isExpected: true };
  }
  if (error instanceof ThreadDiedError && job.attempts < MAX_ATTEMPTS)
    return { error: null, isExpected: false };
  if (error instanceof ThreadDiedError) {
    const text = `The computation died ${job.attempts} times without an answer; it may need more memory. Ask for less at once.`;
    return { error: text, isExpected: false };
  }
  return { error: `Internal error. Tell the operator job id "${job.id}".`, isExpected: false };
}
