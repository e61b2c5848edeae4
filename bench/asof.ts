import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../api/stats/seeded-random.ts";
import { startApi } from "../devnet/stack/api-process.ts";
import { freePort } from "../devnet/stack/ports.ts";
import { type Comparison, comparePaging } from "./asof/compare-paging.ts";
import { measure, type Timing } from "./asof/measure.ts";
import { serveStore } from "./asof/paged-endpoint.ts";
import { QUESTIONS } from "./asof/questions.ts";
import { makeStore } from "./made-store/make-store.ts";
import { NETWORK } from "./made-store/population.ts";
import type { BenchContext } from "./support/bench.ts";
import { peakMemory } from "./support/process-stat.ts";
import { formatNumber, formatTable } from "./support/table.ts";

const MILLION = 1_000_000;
const QUICK = 200_000;
const ROUNDS = 100;
const QUICK_ROUNDS = 20;
const SEED = 5n;

/** What a ledger of one length gave. */
type Run = {
  readonly events: number;
  readonly timings: ReadonlyMap<string, Timing>;
  readonly paging: ReadonlyMap<string, Comparison>;
  readonly storeBytes: number;
  readonly peakBytes: number | null;
};

/**
 * Measures the main queries at the head and at random blocks over a made store of half and of all events, and the same
 * questions answered by paging a subgraph and computing in the client.
 */
export async function benchAsOf(context: BenchContext): Promise<string> {
  const events = context.events ?? (context.isQuick ? QUICK : MILLION);
  const half = await run(context, Math.floor(events / 2));
  return report(half, await run(context, events));
}

async function run(context: BenchContext, events: number): Promise<Run> {
  const { folder, supervisor, say } = context;
  const store = join(folder, `store-${events}.duckdb`);
  say(`making a store of ${formatNumber(events)} events`);
  const head = Number(await makeStore(store, events));
  const endpoint = await serveStore(store);
  supervisor.onStop(() => endpoint.stop());
  const api = await start(context, store, endpoint.url);
  const rounds = context.isQuick ? QUICK_ROUNDS : ROUNDS;
  const random = seededRandom(SEED);
  const timings = new Map<string, Timing>();
  for (const question of QUESTIONS) {
    say(`asking: ${question.name}`);
    const asked = { url: api.url, pid: api.child.pid, head };
    timings.set(question.name, await measure(asked, question, { random, rounds }));
  }
  const paging = await comparePaging(api.url, endpoint.url, head);
  const peakBytes = peakMemory(api.child.pid);
  await api.child.stop();
  const storeBytes = statSync(store).size;
  rmSync(store);
  return { events, timings, paging, storeBytes, peakBytes };
}

async function start({ env, repoRoot, folder, supervisor }: BenchContext, store: string, subgraph: string) {
  return startApi({
    repoRoot,
    env: { ...env, SEAWALL_LOG_LEVEL: "warn" },
    port: await freePort(),
    store,
    subgraphs: { [NETWORK]: subgraph },
    logFile: join(folder, "api.log"),
    main: join(repoRoot, "api", "main.ts"),
    spawn: supervisor.start,
  });
}

function report(half: Run, full: Run): string {
  const megabytes = (bytes: number | null) => (bytes === null ? "-" : formatNumber(bytes / MILLION));
  const ratio = (of: number, to: number | undefined) => (to ? formatNumber(of / to, 2) : "-");
  return formatTable({
    title: `Any moment: the API over ${formatNumber(full.events)} events, one request at a time`,
    heads: [
      "",
      "p50 ms",
      "p95 ms",
      "p99 ms",
      "CPU ms",
      "p50 of half",
      "CPU of half",
      "paging/API",
      "rows paged",
    ],
    rows: [...full.timings].map(([name, { p50, p95, p99, cpu }]) => {
      const before = half.timings.get(name);
      const compared = full.paging.get(name);
      return [
        name,
        formatNumber(p50, 1),
        formatNumber(p95, 1),
        formatNumber(p99, 1),
        cpu === null ? "-" : formatNumber(cpu),
        ratio(p50, before?.p50),
        cpu === null ? "-" : ratio(cpu, before?.cpu ?? undefined),
        compared === undefined ? "-" : ratio(compared.paging, compared.api),
        compared === undefined ? "-" : formatNumber(compared.rows),
      ];
    }),
    notes: [
      "of half: against a ledger of half the length, in the same run; aim: 1.3. paging/API: time to page all facts of the",
      "question, 1,000 a page, and to add them up, against the API's answer for the middle of the ledger; the pages come out",
      "of memory, a real graph-node takes some 60 ms for each (bench `ingest`).",
      `The store is a file of ${megabytes(full.storeBytes)} MB (half: ${megabytes(half.storeBytes)}); the API's peak was ${megabytes(full.peakBytes)} MB.`,
    ],
  });
}
