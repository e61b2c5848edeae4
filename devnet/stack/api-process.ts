import { dirname, join } from "node:path";
import { bundle } from "./bundle.ts";
import { type Child, type Environment, type Spawn, startChild } from "./child.ts";
import { readyBlock } from "./ready-block.ts";

/** How to start the API. */
export interface ApiOptions {
  readonly repoRoot: string;
  readonly env: Environment;
  /** Loopback port. */
  readonly port: number;
  /** Path of the DuckDB file; made when missing, resumed when not. */
  readonly store: string;
  /** Network name → GraphQL URL of its subgraph. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Milliseconds between looks at the subgraph; the API's own default unless given. */
  readonly pollMs?: number;
  /** Seconds after which the subgraph's last block counts as too old, 0 for never; the API's own default unless given. */
  readonly maxHeadAgeS?: number;
  readonly logFile: string;
  /** Absolute path of the module to run. */
  readonly main: string;
  readonly spawn?: Spawn;
}

/** An API that runs. */
export interface Api {
  readonly child: Child;
  readonly url: string;
  /** Returns the block that its answers hold for; `null` while it is behind its subgraph. */
  block(): Promise<number | null>;
}

const HOST = "127.0.0.1";
/** What runs in the threads of the API. */
const WORKER = join("api", "jobs", "worker.ts");
/** A small nursery and a heap that grows late return what requests leave behind sooner; measured by `npm run bench -- memory`. */
const HEAP_FLAGS = ["--max-semi-space-size=2", "--optimize-for-size"];
/** glibc gives memory back to the system when there are few arenas and large blocks have mappings of their own. */
const MALLOC = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "65536" };
const READY_MS = 60_000;
const PROBE_MS = 5_000;

/**
 * Starts the API as a process of its own and waits until it answers on `/health`.
 *
 * @throws {PartCrashedError} when it ends while starting.
 */
export async function startApi(options: ApiOptions): Promise<Api> {
  const program = join(dirname(options.store), "api.mjs");
  const worker = join(dirname(options.store), "api-worker.mjs");
  await bundle(options.main, program);
  await bundle(join(options.repoRoot, WORKER), worker);
  const child = await (options.spawn ?? startChild)({
    name: "The API",
    command: process.execPath,
    args: [...HEAP_FLAGS, program],
    env: { ...apiEnvironment(options), SEAWALL_JOB_WORKER: worker },
    cwd: options.repoRoot,
    logFile: options.logFile,
  });
  const url = `http://${HOST}:${options.port}`;
  await child.waitUntil(async () => ((await isOk(`${url}/health`)) ? true : null), { timeoutMs: READY_MS });
  return { child, url, block: () => readyBlock(url) };
}

function apiEnvironment(options: ApiOptions): Environment {
  const subgraphs = Object.entries(options.subgraphs).map(([network, url]) => `${network}=${url}`);
  return {
    ...MALLOC,
    SEAWALL_TALLY: "1",
    ...options.env,
    SEAWALL_PORT: String(options.port),
    SEAWALL_HOST: HOST,
    SEAWALL_STORE: options.store,
    SEAWALL_SUBGRAPHS: subgraphs.join(","),
    ...(options.pollMs === undefined ? {} : { SEAWALL_POLL_MS: String(options.pollMs) }),
    ...(options.maxHeadAgeS === undefined ? {} : { SEAWALL_MAX_HEAD_AGE_S: String(options.maxHeadAgeS) }),
  };
}

async function isOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
