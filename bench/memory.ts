import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Api, startApi } from "../devnet/stack/api-process.ts";
import { logTail } from "../devnet/stack/log-tail.ts";
import { freePort } from "../devnet/stack/ports.ts";
import { LOGS_PER_BLOCK } from "./made-ledger/facts.ts";
import { serveLedger } from "./made-ledger/serve.ts";
import { askApi } from "./support/ask-api.ts";
import type { BenchContext } from "./support/bench.ts";
import { currentMemory, peakMemory } from "./support/process-stat.ts";
import { formatNumber, formatTable } from "./support/table.ts";

const MILLION = 1_000_000;
const QUICK = 50_000;
const LIMIT_MS = 900_000;
const POLL_MS = 200;
const BYTES_PER_MB = 1_000_000;

const AMOUNT = "{ raw decimal }";
const MIDDLE = "asOf: { blockNumber: $block }";

/** The main queries: pages with related rows, state at a block in the middle, and every metric over everything. */
const QUERIES: Readonly<Record<string, string>> = {
  flows: `{ fundFlows(first: 1000, order: DESC) { totalCount edges { node { ordinal amount ${AMOUNT} backstop { name } } } } }`,
  auctions: `{ auctions(first: 1000, order: DESC) { totalCount edges { node { id lot ${AMOUNT} events { action } } } } }`,
  "balances at a block": `query ($block: BigInt) { balances(${MIDDLE}) { edges { node { balance ${AMOUNT} residual { raw } } } } }`,
  "backstops at a block": `query ($block: BigInt) { backstops(${MIDDLE}) { edges { node { name balances { usable { raw } } } } } }`,
  "auction recovery": "{ auctionRecovery { groups { auctionCount zeroBidCount debtMinusBids { raw } } } }",
  "bad debt": "{ badDebt { markets { open { raw } timeline { day openAtEnd { raw } } } } }",
  "exercise statistics": "{ exerciseStatistics { groups { market { name } } } }",
};

/** Memory of the API process at one moment, and how long it took to get there. */
interface Moment {
  readonly name: string;
  readonly seconds: number | null;
  readonly current: number | null;
  readonly peak: number | null;
}

/** Measures the memory of the API process while it takes a long ledger in and answers over it. */
export async function benchMemory(context: BenchContext): Promise<string> {
  const { isQuick, folder, env, repoRoot, supervisor, say } = context;
  const blocks = Math.ceil((isQuick ? QUICK : MILLION) / LOGS_PER_BLOCK);
  const subgraph = await serveLedger(blocks);
  supervisor.onStop(() => subgraph.stop());
  const store = join(folder, "store.duckdb");
  const started = performance.now();
  const api = await startApi({
    repoRoot,
    env: { ...env, SEAWALL_LOG_LEVEL: "warn" },
    port: await freePort(),
    store,
    subgraphs: { bench: subgraph.url },
    pollMs: POLL_MS,
    logFile: join(folder, "api.log"),
    main: join(repoRoot, "api", "main.ts"),
    spawn: supervisor.start,
  });
  const moments = [momentOf(api, "answers /health", secondsSince(started))];
  say(`ingesting ${formatNumber(blocks * LOGS_PER_BLOCK)} events`);
  const ingest = performance.now();
  await untilReady(api);
  moments.push(momentOf(api, "everything ingested", secondsSince(ingest)));
  for (const [name, query] of Object.entries(QUERIES)) {
    moments.push(await ask(context, api, { name, query, block: Math.ceil(blocks / 2) }));
  }
  return report(moments, blocks * LOGS_PER_BLOCK, statSync(store).size);
}

async function untilReady(api: Api): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while ((await api.block()) === null) {
    await assertIngesting(api);
    if (Date.now() > deadline) throw new Error("The API did not take the ledger in within its limit.");
    await sleep(POLL_MS);
  }
}

/** A query that fails is a row of the table, too; the API's log says why. */
async function ask(
  { say }: BenchContext,
  api: Api,
  { name, query, block }: { readonly name: string; readonly query: string; readonly block: number },
): Promise<Moment> {
  const asked = performance.now();
  try {
    await askApi(api.url, query, { block: String(block) });
    return momentOf(api, `query: ${name}`, secondsSince(asked));
  } catch (error) {
    say(`${String(error)}\n${logTail(api.child.logFile)}`);
    return momentOf(api, `query FAILED: ${name}`, secondsSince(asked));
  }
}

/** An ingest that has halted waits for somebody's help and would never be ready. */
async function assertIngesting(api: Api): Promise<void> {
  const body = await (await fetch(`${api.url}/ready`)).text();
  if (body.includes('"HALTED"')) throw new Error(`The ingest has halted: ${body}`);
}

function momentOf(api: Api, name: string, seconds: number | null): Moment {
  const { pid } = api.child;
  return { name, seconds, current: currentMemory(pid), peak: peakMemory(pid) };
}

function secondsSince(time: number): number {
  return (performance.now() - time) / 1000;
}

function report(moments: readonly Moment[], events: number, storeBytes: number): string {
  const megabytes = (bytes: number | null): string =>
    bytes === null ? "-" : formatNumber(bytes / BYTES_PER_MB, 1);
  return formatTable({
    title: `Memory: the API process over ${formatNumber(events)} events`,
    heads: ["moment", "took, s", "memory, MB", "peak so far, MB"],
    rows: moments.map(({ name, seconds, current, peak }) => [
      name,
      seconds === null ? "-" : formatNumber(seconds, 2),
      megabytes(current),
      megabytes(peak),
    ]),
    notes: [
      "memory: VmRSS of /proc; peak: VmHWM. Aim: a peak below 300 MB at a million events.",
      `The store is a file of ${megabytes(storeBytes)} MB. 1 MB is a million bytes.`,
    ],
  });
}
