import { pino } from "pino";
import { startServer } from "../../api/server.ts";
import type { JobQueue } from "../../api/services/jobs/job-ports.ts";
import type { IngestStatus, NetworkStatus } from "../../api/services/ports.ts";
import type { ReconciliationReader } from "../../api/services/reconciliation-reader.ts";
import type { SeriesCache } from "../../api/services/series/series-ports.ts";
import { StoreLedgerReader } from "../../api/store/ledger-reader/store-ledger-reader.ts";
import { StoreSeriesReader } from "../../api/store/series/store-series-reader.ts";
import type { SqlReader } from "../../api/store/store.ts";
import { NOTHING_KEPT } from "./nothing-kept.ts";

/** What a GraphQL request gave. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers by path.
  readonly data: any;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
};

/** An API over a store, reached by loopback HTTP. */
export type TestApi = {
  readonly url: string;
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** Lines that were logged so far. */
  readonly logged: readonly string[];
  readonly close: () => Promise<void>;
};

/** A network that is at its subgraph's head. */
export const LIVE: NetworkStatus = {
  network: "mainnet",
  state: "LIVE",
  since: 1_600_000_000n,
  subgraphBlock: 200n,
  subgraphTime: null,
  rowCount: 7n,
  rowsPerSecond: 0,
  secondsLeft: 0,
  error: null,
};

/** Nobody has compared anything. */
const NO_RECONCILIATIONS: ReconciliationReader = { lines: async function* () {} };

/** Nothing runs, and nothing can be submitted. */
export const NO_JOBS: JobQueue = {
  submit: () => Promise.reject(new Error("Expected no job.")),
  cancel: () => Promise.reject(new Error("Expected no job.")),
  find: async () => null,
  list: async () => [],
  progress: () => null,
  result: async () => null,
};

/** What a test may bring. */
type TestPorts = { readonly cache?: SeriesCache; readonly jobs?: JobQueue };

/** Starts the server on a free port; the log is kept instead of written. */
export async function startTestApi(
  sql: SqlReader,
  networks: readonly NetworkStatus[] = [LIVE],
  reconciliations = NO_RECONCILIATIONS,
  { cache = NOTHING_KEPT, jobs = NO_JOBS }: TestPorts = {},
): Promise<TestApi> {
  const logged: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(line) });
  const ingest: IngestStatus = { networks: () => networks };
  const reader = new StoreLedgerReader(sql);
  const series = { reader: new StoreSeriesReader(sql), cache };
  const address = { host: "127.0.0.1", port: 0 };
  const server = await startServer({ reader, ingest, reconciliations, series, jobs, log, ...address });
  return {
    url: server.url,
    logged,
    close: server.close,
    ask: (query, variables) => ask(server.url, query, variables),
  };
}

async function ask(url: string, query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Pick<Answer, "data"> & Partial<Pick<Answer, "errors">>;
  return { status: response.status, text, data, errors };
}

/** Passes queries on and counts them. */
export class CountingReader implements SqlReader {
  count = 0;
  readonly #sql: SqlReader;

  constructor(sql: SqlReader) {
    this.#sql = sql;
  }

  query<T>(sql: string, params?: Parameters<SqlReader["query"]>[1]): Promise<T[]> {
    this.count += 1;
    return this.#sql.query<T>(sql, params);
  }

  stream<T>(sql: string, params?: Parameters<SqlReader["stream"]>[1]): AsyncIterable<readonly T[]> {
    this.count += 1;
    return this.#sql.stream<T>(sql, params);
  }
}
