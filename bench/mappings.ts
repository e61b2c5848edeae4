import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { replayHistory } from "../devnet/history/replay.ts";
import { startAnvil } from "../devnet/stack/anvil.ts";
import { startIpfsStub } from "../devnet/stack/ipfs-stub.ts";
import { type Postgres, removePostgres, startPostgres } from "../devnet/stack/postgres.ts";
import { buildSubgraph } from "../devnet/stack/subgraph-build.ts";
import type { BenchContext } from "./support/bench.ts";
import { BENCH_NETWORK, benchNetwork } from "./support/bench-network.ts";
import { writeEmptySubgraph } from "./support/empty-subgraph.ts";
import { type IndexRun, runIndexing } from "./support/index-run.ts";
import { formatNumber, formatTable } from "./support/table.ts";
import { WORKLOAD_PROTOCOLS } from "./workload/blocks.ts";
import { writeWorkload } from "./workload/write-workload.ts";

const EVENTS_PER_BLOCK = 100;
/** 12 March 2020, 08:00 UTC. */
const START_TIMESTAMP = 1_584_000_000;
const RUN_LIMIT_MS = 300_000;

/** What both subgraphs are run on. */
interface Ground {
  readonly postgres: Postgres;
  readonly ipfsUrl: string;
  /** Built manifests. */
  readonly empty: string;
  readonly full: string;
}

/** Events to index, and how often. */
interface Workload {
  readonly name: string;
  /** Slug of the only protocol; a mix of all unless given. */
  readonly protocol?: string;
  readonly events: number;
  readonly rounds: number;
}

/** A chain that holds a workload. */
interface WorkloadChain {
  readonly rpcUrl: string;
  readonly blocks: number;
}

/** The least disturbed run of each subgraph over one workload. */
interface Comparison {
  readonly workload: Workload;
  readonly empty: IndexRun;
  readonly full: IndexRun;
}

/**
 * Measures events a second of the full mappings and of handlers that do nothing: the same graph-node, chain and
 * events, in turns, each run on a database of its own.
 */
export async function benchMappings(context: BenchContext): Promise<string> {
  const ground = await prepare(context);
  const comparisons: Comparison[] = [];
  for (const workload of workloads(context.isQuick))
    comparisons.push(await compare(context, ground, workload));
  return report(comparisons);
}

function workloads(isQuick: boolean): Workload[] {
  if (isQuick) return [{ name: "mixed", events: 4_000, rounds: 1 }];
  const single = WORKLOAD_PROTOCOLS.map((protocol) => ({
    name: protocol,
    protocol,
    events: 6_000,
    rounds: 2,
  }));
  return [{ name: "mixed", events: 20_000, rounds: 3 }, ...single];
}

async function prepare({ env, repoRoot, folder, supervisor, say }: BenchContext): Promise<Ground> {
  say("starting PostgreSQL, building both subgraphs");
  const postgresFolder = join(folder, "postgres");
  supervisor.onStop(async () => removePostgres(postgresFolder, env));
  const postgres = await startPostgres({ folder: postgresFolder, env, spawn: supervisor.start });
  const ipfs = await startIpfsStub();
  supervisor.onStop(() => ipfs.stop());
  const emptyRoot = join(folder, "empty");
  writeEmptySubgraph(emptyRoot, repoRoot);
  const build = async (root: string): Promise<string> => {
    const options = { network: benchNetwork(repoRoot), repoRoot: root, outDir: join(folder, "builds"), env };
    const built = await buildSubgraph({
      ...options,
      logFile: join(folder, "build.log"),
      spawn: supervisor.start,
    });
    return built.manifest;
  };
  return { postgres, ipfsUrl: ipfs.url, empty: await build(emptyRoot), full: await build(repoRoot) };
}

async function compare(context: BenchContext, ground: Ground, workload: Workload): Promise<Comparison> {
  const { say } = context;
  say(`${workload.name}: emitting ${formatNumber(workload.events)} events`);
  const { chain, stop } = await emit(context, workload);
  const runs: { readonly empty: IndexRun[]; readonly full: IndexRun[] } = { empty: [], full: [] };
  for (let round = 1; round <= workload.rounds; round++) {
    for (const kind of ["empty", "full"] as const) {
      const run = await index(context, ground, {
        chain,
        manifest: ground[kind],
        name: `${workload.name}_${kind}_${round}`,
      });
      runs[kind].push(run);
      say(`${workload.name}, ${kind}, round ${round}: ${formatNumber(run.events / run.seconds)} events/s`);
    }
  }
  await stop();
  return { workload, empty: fastest(runs.empty), full: fastest(runs.full) };
}

async function emit(context: BenchContext, workload: Workload) {
  const { folder, env, supervisor } = context;
  const dir = join(folder, workload.name);
  mkdirSync(dir);
  const { protocol, events } = workload;
  await writeWorkload(join(dir, "history"), {
    ...(protocol === undefined ? {} : { protocol }),
    events,
    eventsPerBlock: EVENTS_PER_BLOCK,
    startTimestamp: START_TIMESTAMP,
  });
  const anvil = await startAnvil({ folder: join(dir, "anvil"), env, spawn: supervisor.start });
  const { blocks } = await replayHistory({ rpcUrl: anvil.rpcUrl, dir: join(dir, "history") });
  return { chain: { rpcUrl: anvil.rpcUrl, blocks }, stop: () => anvil.child.stop() };
}

function index(
  { folder, env, supervisor }: BenchContext,
  { postgres, ipfsUrl }: Ground,
  run: { readonly chain: WorkloadChain; readonly manifest: string; readonly name: string },
): Promise<IndexRun> {
  return runIndexing({
    postgres,
    ipfsUrl,
    rpcUrl: run.chain.rpcUrl,
    headBlock: run.chain.blocks,
    graphNetwork: BENCH_NETWORK,
    manifest: run.manifest,
    folder: join(folder, run.name),
    database: run.name,
    env,
    spawn: supervisor.start,
    limitMs: RUN_LIMIT_MS,
  });
}

function fastest(runs: readonly IndexRun[]): IndexRun {
  return runs.reduce((best, run) => (rate(run) > rate(best) ? run : best));
}

function rate({ events, seconds }: IndexRun): number {
  return events / seconds;
}

function report(comparisons: readonly Comparison[]): string {
  return formatTable({
    title: "Mappings: the full subgraph against empty handlers on the same graph-node",
    heads: ["events", "number", "empty/s", "full/s", "full/empty", "CPU empty/full", "loads/event"],
    rows: comparisons.map(row),
    notes: [
      "empty/s, full/s: events a second, start-up left out; the fastest of the rounds. Aim: full/empty at least 0.6.",
      "CPU empty/full: graph-node's processor time in the same runs, which other programs disturb less.",
      "loads/event: store.get calls of the full mappings. Aim: at most 4.",
    ],
  });
}

function row({ workload, empty, full }: Comparison): string[] {
  const cpu =
    empty.cpuSeconds === null || full.cpuSeconds === null ? null : empty.cpuSeconds / full.cpuSeconds;
  return [
    workload.name,
    formatNumber(full.totalEvents),
    formatNumber(rate(empty)),
    formatNumber(rate(full)),
    formatNumber(rate(full) / rate(empty), 2),
    cpu === null ? "-" : formatNumber(cpu, 2),
    formatNumber(full.loads / full.totalEvents, 2),
  ];
}
