import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JobRunner } from "../../../api/jobs/job-runner.ts";
import { WorkerThread } from "../../../api/jobs/worker-thread.ts";
import { submitJob } from "../../../api/services/jobs/submit-job.ts";
import { LedgerSession } from "../../../api/services/ledger-session.ts";
import { StoreJobs } from "../../../api/store/jobs/store-jobs.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockHash, blockTime, storeWith } from "../../support/ledger-fixture.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const MODULE = new URL("../../support/jobs/test-worker.ts", import.meta.url);
const NOW = blockTime(200);

let store: Store;
let runner: JobRunner;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(SMALL_LEDGER, 200);
  runner = new JobRunner({
    ...{ store: new StoreJobs(store), log: pino({ level: "silent" }), now: () => NOW },
    threads: [new WorkerThread({ module: MODULE, memoryMb: 64 })],
    load: async ({ args }) => args,
  });
  api = await startTestApi(store, undefined, undefined, { jobs: runner });
});

afterAll(async () => {
  await api?.close();
  await runner?.stop();
  await store?.close();
});

function submit(kind: string, blockNumber: bigint, args: bigint, idempotencyKey: string | null = null) {
  const session = new LedgerSession(new StoreLedgerReader(store));
  return submitJob(session, runner, { kind, args, idempotencyKey, asOf: { blockNumber } });
}

const FIELDS =
  "id kind state progress attempts network blockNumber blockHash arguments submittedAt finishedAt error";

async function settled(id: string) {
  for (;;) {
    const { data } = await api.ask(`query ($id: ID!) { job(id: $id) { ${FIELDS} } }`, { id });
    if (data.job.finishedAt !== null) return data.job;
    await new Promise((done) => setTimeout(done, 20));
  }
}

describe("jobs", () => {
  test("default: a job by its id, with the block that it is for", async () => {
    const { id } = await submit("double", 150n, 21n);
    expect(await settled(id)).toEqual({
      ...{ id, kind: "double", state: "SUCCEEDED", progress: 1, attempts: 1, error: null },
      ...{ network: "mainnet", blockNumber: "150", blockHash: blockHash(150), arguments: '"21"' },
      ...{ submittedAt: "2020-03-12T08:33:20Z", finishedAt: expect.any(String) },
    });
  });

  test("behavior: the same computation has the same id, another block or argument another", async () => {
    const ids = await Promise.all([
      submit("double", 150n, 1n),
      submit("double", 150n, 1n),
      submit("double", 120n, 1n),
      submit("double", 150n, 2n),
    ]);
    const [first, second, ...others] = ids.map(({ id }) => id);
    expect(second).toBe(first);
    expect(new Set([first, ...others]).size).toBe(3);
  });

  test("behavior: lists by state, and cancelling one that has ended changes nothing", async () => {
    const { id } = await submit("invalid", 150n, 1n);
    expect(await settled(id)).toMatchObject({
      state: "FAILED",
      progress: null,
      error: "Expected a smaller shock.",
    });
    const { data } = await api.ask("{ jobs(states: [FAILED]) { id } }");
    expect(data.jobs).toEqual([{ id }]);
    const cancelled = await api.ask("mutation ($id: ID!) { cancelJob(id: $id) { state } }", { id });
    expect(cancelled.data).toEqual({ cancelJob: { state: "FAILED" } });
  });

  test("behavior: null for a job that nobody submitted", async () => {
    expect((await api.ask('{ job(id: "none") { id } }')).data).toEqual({ job: null });
  });

  test.each([
    ['mutation { cancelJob(id: "none") { id } }', 'No job "none". `jobs` lists them.', "NOT_FOUND"],
    ["{ jobs(first: 0) { id } }", "Expected `first` of 1 to 1000, got 0.", "BAD_USER_INPUT"],
  ])("error: %s", async (query, message, code) => {
    const { errors } = await api.ask(query);
    expect(errors).toMatchObject([{ message, extensions: { code } }]);
  });

  test("error: an idempotency key that is too long", async () => {
    await expect(submit("double", 150n, 3n, "k".repeat(201))).rejects.toThrow(/at most 200 characters/);
  });
});
