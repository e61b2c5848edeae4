import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { replayHistory } from "../devnet/history/replay.ts";
import { startAnvil } from "../devnet/stack/anvil.ts";
import { type GraphNode, startGraphNode } from "../devnet/stack/graph-node.ts";
import { startIpfsStub } from "../devnet/stack/ipfs-stub.ts";
import { removePostgres, startPostgres } from "../devnet/stack/postgres.ts";
import { buildSubgraph } from "../devnet/stack/subgraph-build.ts";
import { exportedName } from "../subgraph/manifest/handlers.ts";
import { defaultName } from "../subgraph/manifest/mapping.ts";
import { loadNetwork, type NetworkConfig } from "../subgraph/manifest/network.ts";
import { PROTOCOLS } from "../subgraph/manifest/protocols.ts";
import { type HandlerRun, indexOnce, type Subject } from "./support/adapter-runs.ts";
import type { BenchContext } from "./support/bench.ts";
import { BENCH_NETWORK } from "./support/bench-network.ts";
import { writeEmptySubgraph } from "./support/empty-subgraph.ts";
import { formatNumber, formatTable } from "./support/table.ts";
import { wasmSizes } from "./support/wasm-sizes.ts";
import { caseBlocks, caseProtocols } from "./workload/cases.ts";
import { writeBlocks } from "./workload/write-workload.ts";

/** Before Prague: its precompiled contracts have addresses that test files use. Block 0 is older than the events. */
const CHAIN_FLAGS = ["--hardfork", "cancun", "--timestamp", "1438269973"];
/** Owner of code that no single protocol has. */
const SHARED = "";

/** A chain and the graph-node that indexes it. */
interface Ground {
  readonly node: GraphNode;
  readonly headBlock: number;
  readonly rounds: number;
}

/** What was measured of one protocol. */
interface Adapter {
  readonly protocol: string;
  readonly empty: HandlerRun;
  readonly full: HandlerRun;
  /** Size of its own WebAssembly. */
  readonly bytes: number;
}

/**
 * Measures the handlers of each protocol against empty ones: the events of all files below tests/gnd on one chain,
 * indexed by one graph-node, first without doing anything, then by one deployment a protocol.
 */
export async function benchHandlers(context: BenchContext): Promise<string> {
  const cases = join(context.repoRoot, "tests", "gnd");
  const network = { ...loadNetwork(join(cases, "network.json")), name: "bench", graphNetwork: BENCH_NETWORK };
  const protocols = caseProtocols(cases).filter((protocol) => protocol in PROTOCOLS);
  const emptyRoot = join(context.folder, "empty");
  writeEmptySubgraph(emptyRoot, context.repoRoot);
  context.say("building both subgraphs");
  const empty = await build(context, network, emptyRoot);
  const full = await build(context, network, context.repoRoot);
  const ground = await prepare(context, cases, protocols);
  const baseline = await measure(context, ground, { name: "empty", build: empty });
  const sizes = sizesIn(full);
  const adapters: Adapter[] = [];
  for (const protocol of protocols) {
    const handlers = handlersOf(protocol);
    const run = await measure(context, ground, { name: protocol, build: full, handlers });
    const bytes = sizes.get(protocol) ?? 0;
    adapters.push({ protocol, empty: baseline(handlers), full: run(handlers), bytes });
  }
  return report(adapters, sizes.get(SHARED) ?? 0);
}

async function prepare(context: BenchContext, cases: string, protocols: readonly string[]): Promise<Ground> {
  const { env, folder, supervisor, say, isQuick } = context;
  say("emitting the events of all test files");
  const blocks = caseBlocks(cases, protocols);
  await writeBlocks(join(folder, "history"), blocks);
  const spawn = supervisor.start;
  const anvil = await startAnvil({ folder: join(folder, "anvil"), env, flags: CHAIN_FLAGS, spawn });
  await replayHistory({ rpcUrl: anvil.rpcUrl, dir: join(folder, "history") });
  const data = join(folder, "postgres");
  supervisor.onStop(async () => removePostgres(data, env));
  const postgres = await startPostgres({ folder: data, env, spawn });
  const ipfs = await startIpfsStub();
  supervisor.onStop(() => ipfs.stop());
  const node = await startGraphNode({
    folder: join(folder, "graph-node"),
    env: { ...env, GRAPH_LOG: "error" },
    graphNetwork: BENCH_NETWORK,
    rpcUrl: anvil.rpcUrl,
    databaseUrl: await postgres.createDatabase("handlers"),
    ipfsUrl: ipfs.url,
    pollingMs: 200,
    spawn,
  });
  return { node, headBlock: blocks.length, rounds: isQuick ? 1 : 4 };
}

async function build(context: BenchContext, network: NetworkConfig, repoRoot: string): Promise<string> {
  const { folder, env, supervisor } = context;
  const places = { outDir: join(folder, "builds"), logFile: join(folder, "build.log") };
  const { manifest } = await buildSubgraph({ network, repoRoot, ...places, env, spawn: supervisor.start });
  return dirname(manifest);
}

/** Indexes the chain several times; the fastest run of the asked handlers counts. */
async function measure(
  { say }: BenchContext,
  { node, headBlock, rounds }: Ground,
  subject: Subject,
): Promise<(handlers: readonly string[]) => HandlerRun> {
  const runs: ((handlers: readonly string[]) => HandlerRun)[] = [];
  for (let round = 1; round <= rounds; round++) {
    runs.push(await indexOnce(node, { ...subject, name: `${subject.name}-${round}` }, headBlock));
  }
  say(`${subject.name}: indexed`);
  return (handlers) => runs.map((run) => run(handlers)).reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

function handlersOf(protocol: string): string[] {
  return Object.entries(PROTOCOLS[protocol]?.contracts ?? {}).flatMap(([contract, { events }]) =>
    events.map(({ handler }) => exportedName(defaultName(protocol, contract), handler)),
  );
}

/** Bytes of each protocol's own mappings and bindings, and of what is shared. */
function sizesIn(folder: string): Map<string, number> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const code = files.find((file) => file.endsWith(".wasm")) ?? "";
  const owners = new Map(
    Object.entries(PROTOCOLS).flatMap(([protocol, { contracts }]) =>
      Object.keys(contracts).map((contract) => [defaultName(protocol, contract), protocol]),
    ),
  );
  return wasmSizes(readFileSync(join(folder, code)), (name) => {
    const [, folderName = ""] = /\/subgraph\/src\/mappings\/([^/]+)\//.exec(name) ?? [];
    const [, binding = ""] = /\/subgraph\/generated\/(\w+)\//.exec(name) ?? [];
    return folderName in PROTOCOLS ? folderName : (owners.get(binding) ?? SHARED);
  });
}

function report(adapters: readonly Adapter[], shared: number): string {
  return formatTable({
    title: "Handlers: each protocol against empty handlers on the same graph-node",
    heads: ["protocol", "events", "empty µs", "full µs", "empty/full", "loads/event", "wasm KB"],
    rows: adapters.map(row),
    notes: [
      "Events of the files below tests/gnd. µs: mean time of a handler as graph-node counts it; fastest round.",
      "loads/event: store.get calls. Aim: at most 4.",
      `wasm KB: code of the protocol's own mappings and bindings; ${formatNumber(shared / 1_000)} KB more are shared by all.`,
    ],
  });
}

function row({ protocol, empty, full, bytes }: Adapter): string[] {
  const before = (empty.seconds / empty.events) * 1e6;
  const after = (full.seconds / full.events) * 1e6;
  return [
    protocol,
    formatNumber(full.events),
    formatNumber(before),
    formatNumber(after),
    formatNumber(before / after, 2),
    formatNumber(full.loads / full.events, 2),
    formatNumber(bytes / 1_000, 1),
  ];
}
