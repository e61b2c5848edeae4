import { afterAll, beforeAll, describe, expect, test } from "vitest";
import oracle from "../../oracles/tail-report.json" with { type: "json" };
import { type JobApi, startJobApi } from "../../support/jobs/job-api.ts";
import { blockAtTime, priceLedger } from "../../support/price-ledger.ts";
import { WETH } from "../../support/small-ledger/names.ts";

const DAY = 86_400n;
/** 13 March 2020, the first whole day of the fixture's clock. */
const FIRST = 1_584_057_600n;
const PRICES = oracle.prices.map((raw, day) => ({
  seconds: FIRST + BigInt(day) * DAY + 43_200n,
  raw: BigInt(raw),
}));

let api: JobApi;

beforeAll(async () => {
  api = await startJobApi(priceLedger(PRICES, 2), blockAtTime(FIRST + BigInt(PRICES.length) * DAY));
}, 60_000);

afterAll(() => api?.close());

const SAMPLE = `metric: "price", subject: "maker", asset: "${WETH}", maxPriceAgeSeconds: 90000, from: "2020-03-13T00:00:00Z", seed: "9"`;
const ESTIMATE = "value interval { lower upper } n effectiveN method status reason";
const RISK = `definition { id } valueAtRisk { ${ESTIMATE} } expectedShortfall { ${ESTIMATE} }`;

const settled = (id: string) => api.settled(id, `kind tail { ${RISK} }`);

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
