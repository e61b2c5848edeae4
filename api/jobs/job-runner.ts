import type { Logger } from "pino";
import { BusyError, InvalidRequestError, UnknownEntityError } from "../domain/errors.ts";
import { hasEnded, type Job, type JobRequest, type JobState } from "../services/jobs/job.ts";
import type { JobQueue, JobStore } from "../services/jobs/job-ports.ts";
import { inTurn } from "./in-turn.ts";
import { endOf, TooLongError } from "./job-end.ts";
import { ThreadDiedError, type WorkerThread } from "./worker-thread.ts";

/** What the runner works with. */
export type JobRunnerOptions = {
  readonly store: JobStore;
  /** As many jobs run at once as there are threads. */
  readonly threads: readonly WorkerThread[];
  /** Loads what a job's computation is given. */
  readonly load: (job: Job) => Promise<unknown>;
  readonly log: Logger;
  /** Seconds since 1970-01-01 UTC. */
  readonly now: () => bigint;
  /** Most jobs that wait. Default 64. */
  readonly maxWaiting?: number;
  /** Longest run of a job, seconds. Default 600. */
  readonly maxSeconds?: number;
};

type Run = { readonly thread: WorkerThread; progress: number; isCancelled: boolean; done: Promise<void> };

const MAX_WAITING = 64;
const MAX_SECONDS = 600;
/** Ended jobs that are kept. */
const KEPT = 1000;

/** Runs jobs in worker threads, oldest first. What waits or runs is in the store, so a restart goes on with it. */
export class JobRunner implements JobQueue {
  readonly #options: JobRunnerOptions;
  readonly #idle: WorkerThread[];
  readonly #waiting: string[] = [];
  readonly #running = new Map<string, Run>();
  readonly #inTurn = inTurn();
  #isStopping = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#idle = [...options.threads];
  }

  /** Takes up the jobs that an earlier process left. */
  async start(): Promise<void> {
    const { store } = this.#options;
    const left = (await store.list(["QUEUED", "RUNNING"], Number.MAX_SAFE_INTEGER)).reverse();
    for (const job of left) {
      if (job.state === "QUEUED") this.#waiting.push(job.id);
      else await this.#end(job, new ThreadDiedError("The process ended while the job ran."));
    }
    this.#startWaiting();
  }

  /** Ends all threads. What ran begins anew at the next start. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const runs = [...this.#running.values()];
    await Promise.all(this.#options.threads.map((thread) => thread.stop()));
    await Promise.all(runs.map(({ done }) => done));
  }

  submit(id: string, request: JobRequest, key: string | null): Promise<Job> {
    return this.#inTurn(async () => {
      const { store } = this.#options;
      const known = key === null ? null : await store.jobOfKey(key);
      if (known !== null && known !== id) throw usedKeyError(key, known);
      const found = await store.find(id);
      const isNew = found === null || (known === null && isWorthAgain(found));
      const job = isNew ? await this.#queue(id, request) : found;
      if (key !== null && known === null) await store.saveKey(key, id);
      return job;
    });
  }

  find(id: string): Promise<Job | null> {
    return this.#options.store.find(id);
  }

  list(states: readonly JobState[] | null, limit: number): Promise<Job[]> {
    return this.#options.store.list(states, limit);
  }

  progress({ id, state }: Job): number | null {
    if (state === "SUCCEEDED") return 1;
    return hasEnded({ state }) ? null : (this.#running.get(id)?.progress ?? 0);
  }

  result(id: string): Promise<unknown> {
    return this.#options.store.result(id);
  }

  async cancel(id: string): Promise<Job> {
    const run = this.#running.get(id);
    if (run !== undefined) {
      run.isCancelled = true;
      await run.thread.stop();
      await run.done;
    }
    return this.#inTurn(() => this.#cancelWaiting(id));
  }

  async #cancelWaiting(id: string): Promise<Job> {
    const { store, now } = this.#options;
    const job = await store.find(id);
    if (job === null) throw new UnknownEntityError(`No job "${id.slice(0, 80)}". \`jobs\` lists them.`);
    const at = this.#waiting.indexOf(id);
    if (at < 0) return job;
    this.#waiting.splice(at, 1);
    const cancelled: Job = { ...job, state: "CANCELLED", finishedAt: now() };
    await store.save(cancelled);
    return cancelled;
  }

  async #queue(id: string, request: JobRequest): Promise<Job> {
    const { store, now, maxWaiting = MAX_WAITING } = this.#options;
    if (this.#waiting.length >= maxWaiting) {
      throw new BusyError(`${maxWaiting} jobs wait already. Ask again later, or cancel some.`);
    }
    const times = { submittedAt: now(), startedAt: null, finishedAt: null };
    const job: Job = { ...request, ...times, id, state: "QUEUED", attempts: 0, error: null };
    await store.save(job);
    this.#waiting.push(id);
    this.#startWaiting();
    return job;
  }

  #startWaiting(): void {
    while (!this.#isStopping && this.#waiting.length > 0) {
      const thread = this.#idle.pop();
      if (thread === undefined) return;
      const id = this.#waiting.shift() as string;
      const run: Run = { thread, progress: 0, isCancelled: false, done: Promise.resolve() };
      this.#running.set(id, run);
      run.done = this.#run(id, run).finally(() => {
        this.#running.delete(id);
        this.#idle.push(thread);
        this.#startWaiting();
      });
    }
  }

  async #run(id: string, run: Run): Promise<void> {
    const { store, now, log } = this.#options;
    try {
      const job = await store.find(id);
      if (job === null) return;
      const begun: Job = { ...job, state: "RUNNING", attempts: job.attempts + 1, startedAt: now() };
      await store.save(begun);
      await this.#compute(begun, run);
    } catch (error) {
      log.error({ err: error, job: id }, "a job could not be kept");
    }
  }

  async #compute(job: Job, run: Run): Promise<void> {
    const { store, now, load } = this.#options;
    try {
      const input = await load(job);
      if (run.isCancelled || this.#isStopping) throw new ThreadDiedError("Stopped before it ran.");
      const result = await this.#inTime(run, job.kind, input);
      await store.saveResult({ ...job, state: "SUCCEEDED", finishedAt: now() }, result);
      await store.prune(KEPT);
    } catch (error) {
      if (run.isCancelled) await store.save({ ...job, state: "CANCELLED", finishedAt: now() });
      else await this.#end(job, error);
    }
  }

  async #inTime(run: Run, kind: string, input: unknown): Promise<unknown> {
    const { maxSeconds = MAX_SECONDS } = this.#options;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      void run.thread.stop();
    }, maxSeconds * 1000);
    try {
      return await run.thread.run({ kind, input }, (done) => {
        run.progress = done;
      });
    } catch (error) {
      throw isLate ? new TooLongError(maxSeconds) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Writes down how an attempt without a result ended; one that may do better waits again. */
  async #end(job: Job, error: unknown): Promise<void> {
    const { store, log, now } = this.#options;
    if (this.#isStopping) return store.save({ ...job, state: "QUEUED", attempts: job.attempts - 1 });
    const end = endOf(job, error);
    if (!end.isExpected) log.error({ err: error, job: job.id, kind: job.kind }, "a job failed");
    if (end.error === null) this.#waiting.push(job.id);
    await store.save({
      ...job,
      state: end.error === null ? "QUEUED" : "FAILED",
      finishedAt: end.error === null ? null : now(),
      error: end.error,
    });
  }
}

/** A computation that failed or was cancelled may be asked for again; its success is kept. */
function isWorthAgain({ state }: Job): boolean {
  return state === "FAILED" || state === "CANCELLED";
}

function usedKeyError(key: string | null, id: string): InvalidRequestError {
  return new InvalidRequestError(
    `Expected an idempotencyKey that was not used for another job; "${key?.slice(0, 80)}" was, for job "${id}". Take a new key.`,
  );
}
