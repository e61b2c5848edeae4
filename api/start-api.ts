import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { tallyRoutes } from "./http/tally.ts";
import { Follower } from "./ingest/follow.ts";
import { SubgraphClient } from "./ingest/subgraph-client.ts";
import type { JobRunner } from "./jobs/job-runner.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { networkStatuses } from "./network-statuses.ts";
import { logIngest } from "./observability/ingest-log.ts";
import { type RunningServer, type ServerDependencies, startServer } from "./server.ts";
import { StoreLedgerReader } from "./store/ledger-reader/store-ledger-reader.ts";
import { ReconciliationFiles } from "./store/reconciliation-files.ts";
import { StoreSeriesCache } from "./store/series/store-series-cache.ts";
import { StoreSeriesReader } from "./store/series/store-series-reader.ts";
import { Store } from "./store/store.ts";
import { StoreCopy } from "./verify/store-copy.ts";

/** An API that runs: the store is open, every subgraph is followed, requests are answered. */
export type RunningApi = {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Lets running requests and transactions finish, then closes the store. */
  readonly close: () => Promise<void>;
};

/** Folder beside the store in which `seawall reconcile` leaves its results. */
const RECONCILIATIONS = "reconciliations";

/**
 * Starts store, ingest and server; when one of them cannot start, those before it are stopped again.
 *
 * @throws {StoreOpenError} when the store cannot be opened.
 * @throws {Error} when the port cannot be bound.
 */
export async function startApi(config: Config, log: Logger): Promise<RunningApi> {
  await mkdir(dirname(config.storePath), { recursive: true });
  const store = await Store.open(config.storePath, {
    memoryLimit: `${config.storeMemoryMb}MB`,
    otherLayout: "set-aside",
    onNotice: (notice) => log.warn(notice),
  });
  const followers = [...config.subgraphs].map(([network, url]) =>
    follow(config, { network, url }, store, log),
  );
  const reader = new StoreLedgerReader(store);
  const series = { reader: new StoreSeriesReader(store), cache: new StoreSeriesCache(store) };
  const jobs = await startJobs(config.jobs, { store, reader, series }, log);
  const parts = { store, followers, jobs };
  const server = await serve(config, { ...parts, reader, series }, log).catch(async (error: unknown) => {
    await stop(parts);
    throw error;
  });
  for (const follower of followers) follower.start();
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await stop(parts);
    },
  };
}

/** What runs beside the server. */
type Parts = {
  readonly store: Store;
  readonly followers: readonly Follower[];
  readonly jobs: JobRunner;
};

function serve(
  { host, port, storePath, servesTallies }: Config,
  { store, followers, ...ports }: Parts & Pick<ServerDependencies, "reader" | "series">,
  log: Logger,
): Promise<RunningServer> {
  const reconciliations = new ReconciliationFiles(join(dirname(storePath), RECONCILIATIONS));
  const tallies = servesTallies ? tallyRoutes(new StoreCopy(store), store.schema.hash) : null;
  const ingest = networkStatuses(followers);
  return startServer({ ...ports, tallies, ingest, reconciliations, log, host, port });
}

function follow(
  { subgraphKey, pollMs, maxHeadAgeS }: Config,
  { network, url }: { readonly network: string; readonly url: string },
  store: Store,
  log: Logger,
): Follower {
  return new Follower({
    client: new SubgraphClient({
      url,
      key: subgraphKey ?? undefined,
      retry: { onRetry: (retry) => log.info({ network, ...retry }, "the subgraph is asked again") },
    }),
    store,
    network,
    pollMs,
    maxHeadAgeS,
    onStatus: logIngest(log),
    onError: (error) => log.warn({ network, err: error }, "ingest failed and tries again"),
  });
}

async function stop({ store, followers, jobs }: Parts): Promise<void> {
  await Promise.all([jobs.stop(), ...followers.map((follower) => follower.stop())]);
  await store.close();
}
