import type { Job, JobRequest, JobState } from "./job.ts";

/** The queue of long computations as services and resolvers see it. */
export interface JobQueue {
  /**
   * Queues a computation, unless it is queued, runs or succeeded already: then that job is returned. One that failed or
   * was cancelled begins anew.
   *
   * @param id - Its calcId.
   * @param idempotencyKey - A key of the caller's; a second call with it returns the same job, whatever happened meanwhile.
   * @throws {InvalidRequestError} when the key was used for another computation.
   * @throws {BusyError} when the queue is full.
   */
  submit(id: string, request: JobRequest, idempotencyKey: string | null): Promise<Job>;
  /** The job with this id; null when there is none. */
  find(id: string): Promise<Job | null>;
  /** Jobs in one of these states, all states when null, newest first. */
  list(states: readonly JobState[] | null, limit: number): Promise<Job[]>;
  /** Share that is done, 0 to 1; 0 while it waits, null when it neither waits, runs nor succeeded. */
  progress(job: Job): number | null;
  /** What it found; null unless it succeeded. */
  result(id: string): Promise<unknown>;
  /**
   * Ends a job that waits or runs; one that has ended stays as it is.
   *
   * @throws {UnknownEntityError} when there is no such job.
   */
  cancel(id: string): Promise<Job>;
}

/** Where jobs are kept, so that they survive the process. */
export interface JobStore {
  /** Writes a job, replacing the one with its id. */
  save(job: Job): Promise<void>;
  /** Marks a job as succeeded, with what it found. */
  saveResult(job: Job, result: unknown): Promise<void>;
  find(id: string): Promise<Job | null>;
  /** Jobs in one of these states, all states when null, newest first. */
  list(states: readonly JobState[] | null, limit: number): Promise<Job[]>;
  result(id: string): Promise<unknown>;
  /** Id of the job that a key was used for; null when it was not. */
  jobOfKey(key: string): Promise<string | null>;
  saveKey(key: string, id: string): Promise<void>;
  /** Forgets all but the newest ended jobs, with their results and keys. */
  prune(keep: number): Promise<void>;
}
