import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { ReorgedError } from "../../../api/domain/errors.ts";
import { JobRunner, type JobRunnerOptions } from "../../../api/jobs/job-runner.ts";
import { WorkerThread } from "../../../api/jobs/worker-thread.ts";
import { hasEnded, type Job, type JobRequest } from "../../../api/services/jobs/job.ts";
import { StoreJobs } from "../../../api/store/jobs/store-jobs.ts";
import { Store } from "../../../api/store/store.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const MODULE = new URL("../../support/jobs/test-worker.ts", import.meta.url);
const BLOCK = { number: 7n, hash: "0x07" };

const opened: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

type Setup = Partial<JobRunnerOptions> & { readonly threadCount?: number; readonly memoryMb?: number };

async function open(store: Store, { threadCount = 1, memoryMb = 128, ...options }: Setup = {}) {
  const threads = Array.from({ length: threadCount }, () => new WorkerThread({ module: MODULE, memoryMb }));
  let clock = 1_600_000_000n;
  const runner = new JobRunner({
    ...{ store: new StoreJobs(store), threads, log: pino({ level: "silent" }) },
    load: async ({ args }: Job) => args,
    now: () => clock++,
    ...options,
  });
  opened.push(() => runner.stop());
  await runner.start();
  return runner;
}

async function emptyStore(): Promise<Store> {
  const store = await Store.open(":memory:");
  opened.push(() => store.close());
  return store;
}

function request(kind: string, args: JobRequest["args"] = null): JobRequest {
  return { kind, network: "mainnet", block: BLOCK, args };
}

async function ended(runner: JobRunner, id: string): Promise<Job> {
  for (;;) {
    const job = await runner.find(id);
    if (job !== null && hasEnded(job)) return job;
    await new Promise((done) => setTimeout(done, 10));
  }
}

type Gate = { readonly gate: Int32Array<SharedArrayBuffer> };

/** Two integers that both threads see: whether the computation may end, and how many began. */
function newGate(): Gate {
  return { gate: new Int32Array(new SharedArrayBuffer(8)) };
}

async function begun({ gate }: Gate): Promise<void> {
  while (Atomics.load(gate, 1) === 0) await new Promise((done) => setTimeout(done, 10));
}

function letGo({ gate }: Gate): void {
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
}

describe("JobRunner", () => {
  test("default: computes in a thread and keeps what it found, integers and arrays as they are", async () => {
    const runner = await open(await emptyStore());
    const job = await runner.submit("a", request("double", 21n), null);
    expect(job).toMatchObject({ id: "a", state: "QUEUED", attempts: 0, args: 21n, block: BLOCK });
    expect(await ended(runner, "a")).toMatchObject({ state: "SUCCEEDED", attempts: 1, error: null });
    expect(await runner.result("a")).toEqual({ twice: 42n, half: Float64Array.of(10.5) });
  });

  test("behavior: the same computation is one job, and one that succeeded is not run again", async () => {
    const runner = await open(await emptyStore());
    await Promise.all([1, 2, 3].map(() => runner.submit("a", request("double", 1n), null)));
    await ended(runner, "a");
    expect(await runner.submit("a", request("double", 1n), null)).toMatchObject({
      state: "SUCCEEDED",
      attempts: 1,
    });
    expect(await runner.list(null, 10)).toHaveLength(1);
  });

  test("behavior: an idempotency key gives the same job even after it failed; without it the job begins anew", async () => {
    const runner = await open(await emptyStore());
    const { submittedAt } = await runner.submit("a", request("invalid"), "key");
    await ended(runner, "a");
    expect(await runner.submit("a", request("invalid"), "key")).toMatchObject({
      state: "FAILED",
      submittedAt,
    });
    const again = await runner.submit("a", request("invalid"), null);
    expect(again.state).toBe("QUEUED");
    expect(again.submittedAt).toBeGreaterThan(submittedAt);
  });

  test("error: a key that was used for another computation", async () => {
    const runner = await open(await emptyStore());
    await runner.submit("a", request("double", 1n), "key");
    await expect(runner.submit("b", request("double", 2n), "key")).rejects.toThrow(/"key" was, for job "a"/);
  });

  test.each([
    ["invalid", "Expected a smaller shock.", 1],
    ["broken", 'Internal error. Tell the operator job id "a".', 1],
    ["unheard-of", 'Internal error. Tell the operator job id "a".', 1],
    ["die", /died 3 times/, 3],
  ])("error: %s says why and shows no internals", async (kind, message, attempts) => {
    const runner = await open(await emptyStore());
    await runner.submit("a", request(kind), null);
    const { state, error, attempts: count } = await ended(runner, "a");
    expect(state).toBe("FAILED");
    expect(error).toMatch(message);
    expect(count).toBe(attempts);
    expect(await runner.result("a")).toBeNull();
  });

  test("error: a job whose block a reorg dropped before it was read", async () => {
    const load = () => Promise.reject(new ReorgedError("Block 7 was dropped."));
    const runner = await open(await emptyStore(), { load });
    await runner.submit("a", request("double", 1n), null);
    expect(await ended(runner, "a")).toMatchObject({ state: "FAILED", error: "Block 7 was dropped." });
  });

  test("error: a computation that needs too much memory loses its thread, not the process", async () => {
    const runner = await open(await emptyStore(), { memoryMb: 16 });
    await runner.submit("a", request("eat"), null);
    await runner.submit("b", request("double", 4n), null);
    expect((await ended(runner, "a")).error).toMatch(/more memory/);
    expect((await ended(runner, "b")).state).toBe("SUCCEEDED");
  });

  test("behavior: a thread that dies once is replaced and the job begun again", async () => {
    const shared = newGate();
    const runner = await open(await emptyStore(), { load: async () => shared });
    await runner.submit("a", request("dieOnce"), null);
    expect(await ended(runner, "a")).toMatchObject({ state: "SUCCEEDED", attempts: 2 });
  });

  test("behavior: cancelling ends a running and a waiting job at once; the next one runs", async () => {
    const shared = newGate();
    const load = async ({ kind, args }: Job) => (kind === "wait" ? shared : args);
    const runner = await open(await emptyStore(), { load });
    await runner.submit("running", request("wait"), null);
    await runner.submit("waiting", request("double", 1n), null);
    await runner.submit("next", request("double", 2n), null);
    await begun(shared);
    expect((await runner.cancel("waiting")).state).toBe("CANCELLED");
    expect((await runner.cancel("running")).state).toBe("CANCELLED");
    expect((await ended(runner, "next")).state).toBe("SUCCEEDED");
    expect((await runner.cancel("next")).state).toBe("SUCCEEDED");
    await expect(runner.cancel("none")).rejects.toThrow(/No job "none"/);
  });

  test("behavior: progress is told while it runs", async () => {
    const shared = newGate();
    const runner = await open(await emptyStore(), { load: async () => shared });
    const job = await runner.submit("a", request("wait"), null);
    expect(runner.progress(job)).toBe(0);
    while (runner.progress((await runner.find("a")) ?? job) !== 0.5)
      await new Promise((done) => setTimeout(done, 20));
    letGo(shared);
    const last = await ended(runner, "a");
    expect([last.state, runner.progress(last)]).toEqual(["SUCCEEDED", 1]);
  });

  test("behavior: as many jobs run at once as there are threads", async () => {
    const [first, second] = [newGate(), newGate()];
    const load = async ({ id }: Job) => (id === "a" ? first : second);
    const runner = await open(await emptyStore(), { load, threadCount: 2 });
    await runner.submit("a", request("wait"), null);
    await runner.submit("b", request("wait"), null);
    await Promise.all([begun(first), begun(second)]);
    letGo(second);
    await ended(runner, "b");
    expect((await runner.find("a"))?.state).toBe("RUNNING");
    letGo(first);
    await ended(runner, "a");
  });

  test("error: a full queue says so, and a job that runs too long is ended", async () => {
    const shared = newGate();
    const options = { load: async () => shared, maxWaiting: 1, maxSeconds: 1 };
    const runner = await open(await emptyStore(), options);
    await runner.submit("a", request("wait"), null);
    await begun(shared);
    await runner.submit("b", request("wait"), null);
    await expect(runner.submit("c", request("wait"), null)).rejects.toThrow(/1 jobs wait already/);
    expect((await ended(runner, "a")).error).toMatch(/longer than 1 seconds/);
  });

  test("behavior: a stop gives running jobs back, and the next start finishes them", async () => {
    const temp = makeTempDir("jobs");
    opened.push(async () => temp.remove());
    const path = `${temp.path}/jobs.duckdb`;
    const store = await Store.open(path);
    const shared = newGate();
    const runner = await open(store, { load: async () => shared });
    await runner.submit("a", request("wait"), null);
    await runner.submit("b", request("double", 5n), null);
    await begun(shared);
    await runner.stop();
    expect(await runner.find("a")).toMatchObject({ state: "QUEUED", attempts: 0 });
    await store.close();

    const reopened = await Store.open(path);
    opened.push(() => reopened.close());
    letGo(shared);
    const next = await open(reopened, { load: async ({ id, args }) => (id === "a" ? shared : args) });
    expect(await ended(next, "a")).toMatchObject({ state: "SUCCEEDED", attempts: 1 });
    expect(await next.result("a")).toBe("waited");
    expect((await ended(next, "b")).state).toBe("SUCCEEDED");
  });

  test("behavior: a job that the process died with is begun again, three times in all", async () => {
    const store = await emptyStore();
    const jobs = new StoreJobs(store);
    const left = { ...request("double", 1n), submittedAt: 1n, startedAt: 2n, finishedAt: null, error: null };
    await jobs.save({ ...left, id: "second", state: "RUNNING", attempts: 1 });
    await jobs.save({ ...left, id: "fourth", state: "RUNNING", attempts: 3 });
    const runner = await open(store);
    expect(await ended(runner, "second")).toMatchObject({ state: "SUCCEEDED", attempts: 2 });
    expect(await ended(runner, "fourth")).toMatchObject({ state: "FAILED", attempts: 3 });
  });
});
