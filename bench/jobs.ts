import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { JobRunner } from "../api/jobs/job-runner.ts";
import { WorkerThread } from "../api/jobs/worker-thread.ts";
import { computeReplay, type LoadedReplay } from "../api/services/stress/replay/compute-replay.ts";
import { seededRandom } from "../api/stats/seeded-random.ts";
import { StoreJobs } from "../api/store/jobs/store-jobs.ts";
import { Store } from "../api/store/store.ts";
import { bundle } from "../devnet/stack/bundle.ts";
import type { BenchContext } from "./support/bench.ts";
import { formatNumber, formatTable } from "./support/table.ts";
import { crashScenario, madeStressBook } from "./workload/made-stress-book.ts";

const ACCOUNTS = 100_000;
const QUICK_ACCOUNTS = 10_000;
const SEED = 11n;
const IDLE_MS = 3_000;
/** Until the first timer has fired, and one that the run held up. */
const SETTLE_MS = 50;
const NANOSECONDS_PER_MS = 1e6;
const MEMORY_MB = 1024;
const POLL_MS = 20;

/** Replays a crash as a job in a worker thread and in the thread of the requests, and tells how long requests would have waited. */
export async function benchJobs({ isQuick, say, repoRoot, folder }: BenchContext): Promise<string> {
  const random = seededRandom(SEED);
  const book = madeStressBook(isQuick ? QUICK_ACCOUNTS : ACCOUNTS, random, 3);
  const scenario = { ...crashScenario(random, 3), findMultiplier: true };
  const loaded: LoadedReplay = { input: { book, scenario }, pricesBlock: null };
  const module = join(folder, "worker.mjs");
  await bundle(join(repoRoot, "api", "jobs", "worker.ts"), module);
  say("measuring an idle process");
  const idle = await delays(() => sleep(IDLE_MS));
  say("replaying in a worker thread");
  const job = await delays(() => asJobs(loaded, pathToFileURL(module), [1, 1]));
  say("replaying in the thread of the requests");
  const direct = await delays(async () => void computeReplay(loaded));
  say("two replays, one thread and two");
  const worker = pathToFileURL(module);
  const [one, two] = [
    await seconds(() => asJobs(loaded, worker, [2, 1])),
    await seconds(() => asJobs(loaded, worker, [2, 2])),
  ];
  return formatTable({
    title: `Event loop while ${formatNumber(book.accounts.count)} accounts × 1,440 steps are replayed with a search for the breaking multiple`,
    heads: ["where", "seconds", "delay p50 ms", "p99 ms", "longest ms"],
    rows: [
      row("idle", idle),
      row("job in a worker thread", job),
      row("in the thread of the requests", direct),
    ],
    notes: [
      "Delay of a timer of 1 ms, by perf_hooks. Aim: p99 under 50 ms while a replay runs as a job.",
      `Two such jobs take ${formatNumber(one, 1)} s in one thread and ${formatNumber(two, 1)} s in two, ${formatNumber(one / two, 2)} times as fast.`,
    ],
  });
}

type Delays = Readonly<Record<"seconds" | "p50" | "p99" | "longest", number>>;

async function delays(run: () => Promise<unknown>): Promise<Delays> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await sleep(SETTLE_MS);
  const start = performance.now();
  await run();
  const seconds = (performance.now() - start) / 1000;
  await sleep(SETTLE_MS);
  histogram.disable();
  const ms = (nanoseconds: number): number => nanoseconds / NANOSECONDS_PER_MS;
  const [p50, p99] = [ms(histogram.percentile(50)), ms(histogram.percentile(99))];
  return { seconds, p50, p99, longest: ms(histogram.max) };
}

function row(name: string, { seconds, p50, p99, longest }: Delays): string[] {
  return [name, ...[seconds, p50, p99, longest].map((value) => formatNumber(value, 1))];
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

/** Runs as many jobs in as many threads, all submitted at once. */
async function asJobs(
  loaded: LoadedReplay,
  module: URL,
  [jobs, threads]: readonly [jobs: number, threads: number],
): Promise<void> {
  const store = await Store.open(":memory:");
  const runner = new JobRunner({
    store: new StoreJobs(store),
    threads: Array.from({ length: threads }, () => new WorkerThread({ module, memoryMb: MEMORY_MB })),
    load: async () => loaded,
    log: pino({ level: "silent" }),
    now: () => BigInt(Math.floor(Date.now() / 1000)),
  });
  const request = { kind: "replay", network: "made", block: { number: 1n, hash: "0x01" }, args: null };
  for (let job = 0; job < jobs; job++) await runner.submit(`bench ${job}`, request, null);
  for (;;) {
    const all = await runner.list(null, jobs);
    const failed = all.find(({ state }) => state === "FAILED");
    if (failed !== undefined) throw new Error(`The job failed: ${failed.error}`);
    if (all.every(({ state }) => state === "SUCCEEDED")) break;
    await sleep(POLL_MS);
  }
  await runner.stop();
  await store.close();
}
