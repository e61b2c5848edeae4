import { pino } from "pino";
import { startJobs } from "../../../api/jobs/start-jobs.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { StoreSeriesReader } from "../../../api/store/series/store-series-reader.ts";
import { startTestApi, type TestApi } from "../api-server.ts";
import { type FixtureRows, storeWith } from "../ledger-fixture.ts";
import { NOTHING_KEPT } from "../nothing-kept.ts";

/** An API over a made ledger that runs jobs in a worker thread, as the program does. */
export type JobApi = Pick<TestApi, "ask" | "close"> & {
  /** Waits until a job has ended and gives these fields of it. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers by path.
  readonly settled: (id: string, fields: string) => Promise<any>;
};

const MEMORY_MB = 256;
const PAUSE_MS = 50;

/** Starts it; `close` ends jobs, server and store. */
export async function startJobApi(rows: FixtureRows, head: number): Promise<JobApi> {
  const store = await storeWith(rows, head);
  const series = { reader: new StoreSeriesReader(store), cache: NOTHING_KEPT };
  const sources = { store, reader: new StoreLedgerReader(store), series };
  const log = pino({ level: "silent" });
  const jobs = await startJobs({ threads: 1, memoryMb: MEMORY_MB, worker: null }, sources, log);
  const api = await startTestApi(store, undefined, undefined, { jobs });
  return {
    ask: api.ask,
    settled: (id, fields) => settled(api, id, fields),
    close: async () => {
      await api.close();
      await jobs.stop();
      await store.close();
    },
  };
}

async function settled({ ask }: TestApi, id: string, fields: string) {
  for (;;) {
    const { data } = await ask(`query ($id: ID!) { job(id: $id) { state error progress ${fields} } }`, {
      id,
    });
    if (data.job.state !== "QUEUED" && data.job.state !== "RUNNING") return data.job;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}
