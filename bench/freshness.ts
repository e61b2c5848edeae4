import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Hex, numberToHex, zeroHash } from "viem";
import { BlockWriter } from "../devnet/history/block-writer.ts";
import { REPLAY_ACCOUNT } from "../devnet/history/emitter.ts";
import { replayHistory } from "../devnet/history/replay.ts";
import { RpcClient } from "../devnet/history/rpc.ts";
import { startAnvil } from "../devnet/stack/anvil.ts";
import { type Api, startApi } from "../devnet/stack/api-process.ts";
import { startGraphNode } from "../devnet/stack/graph-node.ts";
import { startIpfsStub } from "../devnet/stack/ipfs-stub.ts";
import { freePort } from "../devnet/stack/ports.ts";
import { removePostgres, startPostgres } from "../devnet/stack/postgres.ts";
import { buildSubgraph } from "../devnet/stack/subgraph-build.ts";
import { askApi } from "./support/ask-api.ts";
import type { BenchContext } from "./support/bench.ts";
import { BENCH_NETWORK, benchNetwork } from "./support/bench-network.ts";
import { quantile } from "./support/quantile.ts";
import { formatNumber, formatTable } from "./support/table.ts";
import { priceLog } from "./workload/maker.ts";
import { writeWorkload } from "./workload/write-workload.ts";

const EARLIER_EVENTS = 2_000;
const START_TIMESTAMP = 1_584_000_000;
const BLOCK_SECONDS = 13;
/** As `npm start` sets them for a local chain. */
const POLLING_MS = 200;
const ASK_MS = 10;
const LIMIT_MS = 120_000;
/** Pauses between blocks, in turn: no multiple of the polling, so that blocks fall everywhere between two looks. */
const PAUSES_MS = [330, 470, 610, 790];

const LAST_PRICE = "{ priceObservations(first: 1, order: DESC) { edges { node { blockNumber } } } }";

/** The answer to {@link LAST_PRICE}. */
interface LastPrice {
  readonly priceObservations: {
    readonly edges: readonly { readonly node: { readonly blockNumber: string } }[];
  };
}

/** The running stack. */
interface Stack {
  readonly rpcUrl: string;
  readonly api: Api;
  /** Last block of the chain. */
  readonly head: number;
}

/**
 * Measures the seconds from a block on the local chain to the first answer of the API that contains its event, through
 * the whole stack: chain, graph-node, PostgreSQL, ingest, DuckDB, GraphQL.
 */
export async function benchFreshness(context: BenchContext): Promise<string> {
  const { isQuick, say } = context;
  const stack = await startStack(context);
  await untilSettled(stack);
  const blocks = isQuick ? 10 : 60;
  say(`mining ${blocks} blocks, one by one`);
  const seconds = await mineAndAsk(stack, blocks);
  return report(seconds);
}

async function startStack(context: BenchContext): Promise<Stack> {
  const { env, repoRoot, folder, supervisor, say } = context;
  say("starting the stack, building the subgraph");
  const spawn = supervisor.start;
  const postgresFolder = join(folder, "postgres");
  supervisor.onStop(async () => removePostgres(postgresFolder, env));
  const postgres = await startPostgres({ folder: postgresFolder, env, spawn });
  const chain = await startChain(context);
  const ipfs = await startIpfsStub();
  supervisor.onStop(() => ipfs.stop());
  const build = await buildSubgraph({
    ...{ network: benchNetwork(repoRoot), repoRoot, outDir: join(folder, "builds"), env, spawn },
    logFile: join(folder, "build.log"),
  });
  const node = await startGraphNode({
    ...{ folder: join(folder, "graph-node"), env, graphNetwork: BENCH_NETWORK, rpcUrl: chain.rpcUrl, spawn },
    databaseUrl: await postgres.createDatabase("bench"),
    ipfsUrl: ipfs.url,
    pollingMs: POLLING_MS,
  });
  const api = await startApi({
    ...{ repoRoot, port: await freePort(), store: join(folder, "store.duckdb"), spawn },
    env: { ...env, SEAWALL_LOG_LEVEL: "warn" },
    subgraphs: { [BENCH_NETWORK]: await node.deploy("bench", build.manifest) },
    pollMs: POLLING_MS,
    logFile: join(folder, "api.log"),
    main: join(repoRoot, "api", "main.ts"),
  });
  return { ...chain, api };
}

async function startChain({
  env,
  folder,
  supervisor,
}: BenchContext): Promise<Pick<Stack, "rpcUrl" | "head">> {
  const dir = join(folder, "history");
  mkdirSync(dir);
  const options = { events: EARLIER_EVENTS, eventsPerBlock: 20, startTimestamp: START_TIMESTAMP };
  await writeWorkload(dir, options);
  const anvil = await startAnvil({ folder: join(folder, "anvil"), env, spawn: supervisor.start });
  const { blocks } = await replayHistory({ rpcUrl: anvil.rpcUrl, dir });
  return { rpcUrl: anvil.rpcUrl, head: blocks };
}

/** Waits until the API holds the history, so that no block waits for what came before it. */
async function untilSettled({ api, head }: Stack): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while ((await api.block()) !== head) {
    if (Date.now() > deadline) throw new Error("The stack did not become ready within its limit.");
    await sleep(POLLING_MS);
  }
}

async function mineAndAsk(stack: Stack, blocks: number): Promise<number[]> {
  const rpc = new RpcClient(stack.rpcUrl);
  const nonce = Number(await rpc.call<Hex>("eth_getTransactionCount", REPLAY_ACCOUNT, "latest"));
  const writer = new BlockWriter(rpc, nonce);
  const seconds: number[] = [];
  for (let turn = 1; turn <= blocks; turn++) {
    const number = stack.head + turn;
    await writer.write(priceBlock(number), number, []);
    const mined = performance.now();
    await untilAnswered(stack, number);
    seconds.push((performance.now() - mined) / 1000);
    await sleep(PAUSES_MS[turn % PAUSES_MS.length]);
  }
  return seconds;
}

function priceBlock(number: number) {
  const timestamp = START_TIMESTAMP + number * BLOCK_SECONDS;
  const place = {
    blockNumber: number,
    timestamp,
    transactionHash: zeroHash,
    transactionIndex: 0,
    logIndex: 0,
  };
  const { address, topics, data } = priceLog(numberToHex(BigInt(number) * 10n ** 18n, { size: 32 }));
  return {
    blockNumber: number,
    timestamp,
    transactions: [[{ ...place, address, topics: [...topics], data }]],
  };
}

async function untilAnswered({ api }: Stack, block: number): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const { priceObservations } = await askApi<LastPrice>(api.url, LAST_PRICE);
    if (Number(priceObservations.edges[0]?.node.blockNumber ?? 0) >= block) return;
    if (Date.now() > deadline)
      throw new Error(`The API did not answer with block ${block} within its limit.`);
    await sleep(ASK_MS);
  }
}

function report(seconds: readonly number[]): string {
  const values = [quantile(seconds, 0.5), quantile(seconds, 0.95), Math.max(...seconds)];
  return formatTable({
    title: `Freshness: from a block on the local chain to an answer of the API with it, ${seconds.length} blocks`,
    heads: ["", "p50, s", "p95, s", "longest, s"],
    rows: [["block to answer", ...values.map((value) => formatNumber(value, 3))]],
    notes: [`graph-node and the API look for news every ${POLLING_MS} ms. Aim: below 1 s.`],
  });
}
