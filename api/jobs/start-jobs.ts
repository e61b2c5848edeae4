import { pathToFileURL } from "node:url";
import type { Logger } from "pino";
import type { JobConfig } from "../config.ts";
import { loadJobInput } from "../services/jobs/load-job-input.ts";
import type { LedgerReader } from "../services/ports.ts";
import type { SeriesPorts } from "../services/series/series-ports.ts";
import { StoreJobs } from "../store/jobs/store-jobs.ts";
import type { Store } from "../store/store.ts";
import { JobRunner } from "./job-runner.ts";
import { WorkerThread } from "./worker-thread.ts";

/** Where jobs are kept and what their input is read from. */
export type JobSources = {
  readonly store: Store;
  readonly reader: LedgerReader;
  readonly series: SeriesPorts;
};

/** Starts the queue of long computations and takes up what an earlier process left. */
export async function startJobs(config: JobConfig, sources: JobSources, log: Logger): Promise<JobRunner> {
  const { store, reader, series } = sources;
  const module =
    config.worker === null ? new URL("./worker.ts", import.meta.url) : pathToFileURL(config.worker);
  const { threads, memoryMb } = config;
  const runner = new JobRunner({
    store: new StoreJobs(store),
    threads: Array.from({ length: threads }, () => new WorkerThread({ module, memoryMb })),
    load: (job) => loadJobInput(reader, series, job),
    log,
    now: () => BigInt(Math.floor(Date.now() / 1000)),
  });
  await runner.start();
  return runner;
}
