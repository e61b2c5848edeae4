import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { tallyRoutes } from "./http/tally.ts";
import { Follower } from "./ingest/follow.ts";
import { SubgraphClient } from "./ingest/subgraph-client.ts";
import { networkStatuses } from "./network-statuses.ts";
import { logIngest } from "./observability/ingest-log.ts";
import { type RunningServer, startServer } from "./server.ts";
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
  const server = await serve(config, store, followers, log).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  for (const follower of followers) follower.start();
  return { url: server.url, close: () => stop(server, followers, store) };
}

function serve(
  { host, port, storePath, servesTallies }: Config,
  store: Store,
  followers: readonly Follower[],
  log: Logger,
): Promise<RunningServer> {
  const reader = new StoreLedgerReader(store);
  const reconciliations = new ReconciliationFiles(join(dirname(storePath), RECONCILIATIONS));
  const series = { reader: new StoreSeriesReader(store), cache: new StoreSeriesCache(store) };
  const tallies = servesTallies ? tallyRoutes(new StoreCopy(store), store.schema.hash) : null;
  return startServer({
    tallies,
    reader,
    ingest: networkStatuses(followers),
    reconciliations,
    series,
    log,
    host,
    port,
  });
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

async function stop(server: RunningServer, followers: readonly Follower[], store: Store): Promise<void> {
  await server.close();
  await Promise.all(followers.map((follower) => follower.stop()));
  await store.close();
}
