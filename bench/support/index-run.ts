import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Environment, Spawn } from "../../devnet/stack/child.ts";
import { type GraphNode, startGraphNode } from "../../devnet/stack/graph-node.ts";
import { indexingStatus } from "../../devnet/stack/health.ts";
import type { Postgres } from "../../devnet/stack/postgres.ts";
import { readMetrics } from "./metrics.ts";
import { cpuSeconds } from "./process-stat.ts";

/** A chain to index, what with, and where. */
export interface IndexRunOptions {
  readonly postgres: Postgres;
  readonly ipfsUrl: string;
  readonly rpcUrl: string;
  /** Block at which the run ends. */
  readonly headBlock: number;
  readonly graphNetwork: string;
  /** Absolute path of a built manifest. */
  readonly manifest: string;
  /** Own folder; made when missing. */
  readonly folder: string;
  /** Name of a database that does not exist yet. */
  readonly database: string;
  readonly env: Environment;
  readonly spawn: Spawn;
  /** Milliseconds after which the run is given up. */
  readonly limitMs: number;
}

/** What one run of graph-node over the chain took. */
export interface IndexRun {
  /** Events handed to handlers in the measured time. */
  readonly events: number;
  /** From the first events handled to the last block stored. */
  readonly seconds: number;
  /** Processor time of graph-node in that time; null where the system does not tell. */
  readonly cpuSeconds: number | null;
  /** Events of the whole chain. */
  readonly totalEvents: number;
  /** Entities that the handlers loaded over the whole chain. */
  readonly loads: number;
}

const POLL_MS = 50;
const TRIGGERS = "deployment_block_trigger_count_sum";
const HOST_CALLS = "deployment_host_fn_execution_time_count";

/** A moment of a run. */
interface Mark {
  readonly time: number;
  readonly events: number;
  readonly cpu: number | null;
}

/**
 * Indexes a whole chain with a fresh graph-node on a fresh database. Start-up is left out: time counts from the
 * first events that were handled until the last block is stored.
 *
 * @throws {Error} when the subgraph fails or the limit passes.
 */
export async function runIndexing(options: IndexRunOptions): Promise<IndexRun> {
  mkdirSync(options.folder, { recursive: true });
  const node = await startGraphNode({
    folder: options.folder,
    env: { ...options.env, GRAPH_LOG: "error" },
    graphNetwork: options.graphNetwork,
    rpcUrl: options.rpcUrl,
    databaseUrl: await options.postgres.createDatabase(options.database),
    ipfsUrl: options.ipfsUrl,
    pollingMs: 200,
    logFile: join(options.folder, "graph-node.log"),
    spawn: options.spawn,
  });
  try {
    await node.deploy("bench", options.manifest);
    return await measure(node, options);
  } finally {
    await node.stop();
  }
}

async function measure(node: GraphNode, options: IndexRunOptions): Promise<IndexRun> {
  const deadline = Date.now() + options.limitMs;
  const { manifest } = options;
  const first = await until(deadline, async () => {
    const mark = await takeMark(node, manifest);
    return mark.events > 0 ? mark : null;
  });
  await until(deadline, () => isDone(node, options));
  const last = await takeMark(node, manifest);
  const metrics = await readMetrics(node.metricsUrl);
  return {
    events: last.events - first.events,
    seconds: (last.time - first.time) / 1000,
    cpuSeconds: first.cpu === null || last.cpu === null ? null : last.cpu - first.cpu,
    totalEvents: last.events,
    loads: metrics.sum(HOST_CALLS, { deployment: manifest, host_fn_name: "store_get" }),
  };
}

async function takeMark(node: GraphNode, deployment: string): Promise<Mark> {
  const time = performance.now();
  const cpu = cpuSeconds(node.child.pid);
  const metrics = await readMetrics(node.metricsUrl);
  return { time, cpu, events: metrics.sum(TRIGGERS, { deployment }) };
}

async function isDone(node: GraphNode, options: IndexRunOptions): Promise<true | null> {
  const status = await indexingStatus(node.statusUrl, options.manifest);
  if (status?.fatalError) throw new Error(`The subgraph failed: ${status.fatalError}`);
  return (status?.latestBlock ?? 0) >= options.headBlock ? true : null;
}

async function until<T>(deadline: number, probe: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await probe();
    if (answer !== null) return answer;
    if (Date.now() > deadline)
      throw new Error("Indexing did not end within its limit. Try again on an idle machine.");
    await sleep(POLL_MS);
  }
}
