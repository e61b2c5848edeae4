import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JobRunner } from "../../../api/jobs/job-runner.ts";
import { startJobs } from "../../../api/jobs/start-jobs.ts";
import { StoreLedgerReader } from "../../../api/store/ledger-reader/store-ledger-reader.ts";
import { StoreSeriesReader } from "../../../api/store/series/store-series-reader.ts";
import type { Store } from "../../../api/store/store.ts";
import oracle from "../../oracles/tail-report.json" with { type: "json" };
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { NOTHING_KEPT } from "../../support/nothing-kept.ts";
import { blockAtTime, priceLedger } from "../../support/price-ledger.ts";
import { WETH } from "../../support/small-ledger/names.ts";

const DAY = 86_400n;
/** 13 March 2020, the first whole day of the fixture's clock. */
const FIRST = 1_584_057_600n;
const PRICES = oracle.prices.map((raw, day) => ({
  seconds: FIRST + BigInt(day) * DAY + 43_200n,
  raw: BigInt(raw),
}));

let store: Store;
let jobs: JobRunner;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(priceLedger(PRICES, 2), blockAtTime(FIRST + BigInt(PRICES.length) * DAY));
  const series = { reader: new StoreSeriesReader(store), cache: NOTHING_KEPT };
  const sources = { store, reader: new StoreLedgerReader(store), series };
  jobs = await startJobs({ threads: 1, memoryMb: 256, worker: null }, sources, pino({ level: "silent" }));
  api = await startTestApi(store, undefined, undefined, { jobs });
}, 60_000);

afterAll(async () => {
  await api?.close();
  await jobs?.stop();
  await store?.close();
});

const SAMPLE = `metric: "price", subject: "maker", asset: "${WETH}", maxPriceAgeSeconds: 90000, from: "2020-03-13T00:00:00Z", seed: "9"`;
const ESTIMATE = "value interval { lower upper } n effectiveN method status reason";
const RISK = `definition { id } valueAtRisk { ${ESTIMATE} } expectedShortfall { ${ESTIMATE} }`;

async function settled(id: string) {
  for (;;) {
    const { data } = await api.ask(`{ job(id: "${id}") { state error kind tail { ${RISK} } } }`);
    if (data.job.state !== "QUEUED" && data.job.state !== "RUNNING") return data.job;
    await new Promise((done) => setTimeout(done, 50));
  }
}

describe("submitTail", () => {
  test("default: the job finds in its thread what the query finds at once, to the last byte", async () => {
    const asked = await api.ask(`{ tail(${SAMPLE}, resamples: 999) { ${RISK} } }`);
    const { data, errors } = await api.ask(`mutation { submitTail(${SAMPLE}, resamples: 999) { id kind } }`);
    expect(errors).toEqual([]);
    const job = await settled(data.submitTail.id);
    expect(job).toMatchObject({ state: "SUCCEEDED", error: null, kind: "tail" });
    expect(JSON.stringify(job.tail)).toBe(JSON.stringify(asked.data.tail));
  }, 60_000);

  // 21,576 hours × 999 are more than ten million draws.
  test("behavior: a sample too large for an answer at once gets its interval", async () => {
    const hourly = `${SAMPLE}, bucket: HOUR, transform: LEVEL`;
    const asked = await api.ask(`{ tail(${hourly}) { expectedShortfall { ${ESTIMATE} } } }`);
    expect(asked.data.tail.expectedShortfall).toMatchObject({ interval: null, status: "OK" });
    expect(asked.data.tail.expectedShortfall.reason).toContain("submitTail");
    const { data, errors } = await api.ask(`mutation { submitTail(${hourly}, resamples: 999) { id } }`);
    expect(errors).toEqual([]);
    const { tail } = await settled(data.submitTail.id);
    expect(tail.expectedShortfall.value).toBe(asked.data.tail.expectedShortfall.value);
    expect(tail.expectedShortfall.interval.lower).toBeLessThan(tail.expectedShortfall.value);
    expect(tail.expectedShortfall.interval.upper).toBeGreaterThanOrEqual(tail.expectedShortfall.value);
  }, 120_000);

  test("error: InvalidRequestError before anything is queued", async () => {
    const { errors } = await api.ask(`mutation { submitTail(${SAMPLE}, resamples: 5) { id } }`);
    expect(errors[0]?.message).toContain("999 to 10000");
  });
});
