import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse, stringify } from "yaml";
import type { GraphNode } from "../../devnet/stack/graph-node.ts";
import { indexingStatus } from "../../devnet/stack/health.ts";
import { type Metrics, readMetrics } from "./metrics.ts";

const POLL_MS = 100;
const RUN_LIMIT_MS = 120_000;
const HANDLER = "deployment_handler_execution_time";
const HOST_CALLS = "deployment_host_fn_execution_time_count";

/** What some handlers took in one deployment. */
export interface HandlerRun {
  readonly events: number;
  /** Of all events together. */
  readonly seconds: number;
  /** Entities that the deployment loaded, whichever handler did. */
  readonly loads: number;
}

/** A part of a built subgraph to index a chain with. */
export interface Subject {
  readonly name: string;
  /** Folder of the built subgraph. */
  readonly build: string;
  /** Names of the handlers whose data sources take part; all unless given. */
  readonly handlers?: readonly string[];
}

/** The part of a built manifest that is read. */
interface BuiltManifest {
  readonly dataSources: readonly {
    readonly mapping: { readonly eventHandlers: readonly { readonly handler: string }[] };
  }[];
}

/** Writes a manifest with some of a build's data sources; its path is a deployment's id. */
function writePart({ name, build, handlers }: Subject): string {
  const manifest = parse(readFileSync(join(build, "subgraph.yaml"), "utf8")) as BuiltManifest;
  const dataSources = manifest.dataSources.filter(({ mapping }) =>
    mapping.eventHandlers.some(({ handler }) => handlers?.includes(handler) ?? true),
  );
  const path = join(build, `${name}.yaml`);
  writeFileSync(path, stringify({ ...manifest, dataSources }, { aliasDuplicateObjects: false }));
  return path;
}

async function untilIndexed(node: GraphNode, deployment: string, headBlock: number): Promise<void> {
  const deadline = Date.now() + RUN_LIMIT_MS;
  for (;;) {
    const status = await indexingStatus(node.statusUrl, deployment);
    if (status?.fatalError) throw new Error(`The subgraph failed: ${status.fatalError}`);
    if ((status?.latestBlock ?? 0) >= headBlock) return;
    if (Date.now() > deadline) throw new Error("Indexing did not end within two minutes.");
    await sleep(POLL_MS);
  }
}

/**
 * Indexes the whole chain once with a deployment of its own.
 *
 * @returns What graph-node measured of the handlers with the given names.
 * @throws {Error} when the subgraph fails or does not come to the end in two minutes.
 */
export async function indexOnce(
  node: GraphNode,
  subject: Subject,
  headBlock: number,
): Promise<(handlers: readonly string[]) => HandlerRun> {
  const deployment = writePart(subject);
  await node.deploy(subject.name, deployment);
  await untilIndexed(node, deployment, headBlock);
  const metrics = await readMetrics(node.metricsUrl);
  return (handlers) => handlerRun(metrics, deployment, handlers);
}

function handlerRun(metrics: Metrics, deployment: string, handlers: readonly string[]): HandlerRun {
  const total = (name: string) =>
    handlers.reduce((sum, handler) => sum + metrics.sum(name, { deployment, handler }), 0);
  return {
    events: total(`${HANDLER}_count`),
    seconds: total(`${HANDLER}_sum`),
    loads: metrics.sum(HOST_CALLS, { deployment, host_fn_name: "store_get" }),
  };
}
