import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockHash, blockTime, storeWith } from "../../support/ledger-fixture.ts";
import { ETH_A, MAKER, POOL, VAT, VOW, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(SMALL_LEDGER, 200);
  api = await startTestApi(store);
});

afterAll(async () => {
  await api?.close();
  await store?.close();
});

/** Block 90 is at 08:15:00, block 120 at 08:20:00, block 150 at 08:25:00, the head, 200, at 08:33:20. */
const AT = (time: string) => `2020-03-12T${time}Z`;

const QUERY = `query (
  $metric: ID!, $subject: ID!, $asset: Bytes, $causes: [FlowCause!], $maxAge: Int, $from: DateTime!, $to: DateTime!,
  $bucket: Bucket!, $rollUp: RollUp, $fill: Fill! = NULL, $maxPoints: Int! = 2000, $asOf: AsOfInput
) {
  series(
    metric: $metric, subject: $subject, asset: $asset, causes: $causes, maxPriceAgeSeconds: $maxAge, from: $from,
    to: $to, bucket: $bucket, rollUp: $rollUp, fill: $fill, maxPoints: $maxPoints, asOf: $asOf
  ) {
    definition { id } subject subjectKind unit asset { symbol } bucket rollUp fill nextFrom
    points { from to value exact status reason n blockNumber blockHash isFinal isFilled }
    provenance { blockNumber blockHash calcId }
  }
}`;

type Point = {
  readonly from: string;
  readonly to: string;
  readonly value: string | null;
  readonly exact: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly n: number;
  readonly blockNumber: string | null;
  readonly blockHash: string | null;
  readonly isFinal: boolean;
  readonly isFilled: boolean;
};

const POOL_BALANCE = {
  ...{ metric: "balance", subject: POOL, asset: WETH },
  ...{ from: AT("08:15:00"), to: AT("08:30:00"), bucket: "MINUTE_5" },
};
const DAY = { from: AT("00:00:00"), to: AT("23:00:00"), bucket: "DAY" };

async function seriesOf(variables: Record<string, unknown>) {
  const { data, errors } = await api.ask(QUERY, variables);
  expect(errors).toEqual([]);
  return data.series as {
    readonly points: readonly Point[];
    readonly nextFrom: string | null;
    readonly unit: string;
    readonly provenance: { readonly calcId: string };
  };
}

async function pointsOf(variables: Record<string, unknown>): Promise<readonly Point[]> {
  return (await seriesOf(variables)).points;
}

async function valuesOf(variables: Record<string, unknown>): Promise<(string | null)[]> {
  return (await pointsOf(variables)).map(({ value }) => value);
}

async function errorOf(variables: Record<string, unknown>): Promise<string | undefined> {
  return (await api.ask(QUERY, variables)).errors[0]?.message;
}

describe("series", () => {
  // By hand, from small-ledger/capital.ts: 10 WETH in block 110, 11 in 120, 9 in 150.
  test("default", async () => {
    expect(await seriesOf(POOL_BALANCE)).toMatchObject({
      definition: { id: "balance" },
      subject: POOL,
      subjectKind: "BACKSTOP",
      unit: WETH,
      asset: { symbol: "WETH" },
      bucket: "MINUTE_5",
      rollUp: "LAST",
      fill: "NULL",
      nextFrom: null,
      provenance: { blockNumber: "200", blockHash: blockHash(200) },
      points: [
        {
          ...{
            from: AT("08:15:00"),
            to: AT("08:20:00"),
            value: "10",
            exact: "10",
            status: "OK",
            reason: null,
          },
          ...{ n: 1, blockNumber: "110", blockHash: blockHash(110), isFinal: true, isFilled: false },
        },
        { value: "11", n: 2, blockNumber: "120", isFinal: false },
        { value: "9", n: 1, blockNumber: "150", isFinal: false },
      ],
    });
  });

  test("behavior: FIRST is the value at the first second, before what follows in the bucket", async () => {
    expect(await valuesOf({ ...POOL_BALANCE, rollUp: "FIRST" })).toEqual([null, "11", "9"]);
  });

  // By hand: 10 for 100 s from 08:18:20, 11 for 300 s, 9 for 501 s up to and including 08:33:20: 8809 / 901.
  test("behavior: TWAP is exact over the seconds that are known, and says how many are not", async () => {
    const hour = { ...POOL_BALANCE, bucket: "HOUR", rollUp: "TWAP" };
    expect(await pointsOf(hour)).toEqual([
      {
        ...{ from: AT("08:00:00"), to: AT("09:00:00"), value: "9.776914539400665927", exact: null },
        ...{ status: "PARTIAL_COVERAGE", n: 4, blockNumber: "150", blockHash: blockHash(150) },
        ...{ isFinal: false, isFilled: false },
        reason: expect.stringContaining("during 1100 of 2001 s"),
      },
    ]);
    expect(await valuesOf({ ...hour, rollUp: "MIN" })).toEqual(["9"]);
    expect(await valuesOf({ ...hour, rollUp: "MAX" })).toEqual(["11"]);
  });

  // By hand, from small-ledger/reference.ts: 150 in block 105, 120 in 115, 100 in 125, an invalid answer in 135.
  test("behavior: a price is followed, goes stale by the clock, and is not carried over an invalid answer", async () => {
    const price = { ...POOL_BALANCE, metric: "price", subject: "maker" };
    expect(await valuesOf(price)).toEqual(["120", null, null]);
    // 120 for 50 s, 100 for 100 s: 16,000 / 150.
    expect((await pointsOf({ ...price, rollUp: "TWAP" }))[1]).toMatchObject({
      value: "106.666666666666666667",
      status: "PARTIAL_COVERAGE",
    });
    // The price of block 115 is 49 s old at 08:19:59.
    expect((await pointsOf({ ...price, maxAge: 48 }))[0]).toMatchObject({
      value: null,
      status: "STALE_INPUT",
    });
    expect((await pointsOf({ ...price, maxAge: 49 }))[0]).toMatchObject({ value: "120", status: "OK" });
    expect((await pointsOf({ ...price, bucket: "BLOCK" })).map((p) => [p.blockNumber, p.value])).toEqual([
      ["105", "150"],
      ["115", "120"],
      ["125", "100"],
      ["135", null],
    ]);
  });

  test("behavior: the last value is that of the metric as of the bucket's last second", async () => {
    const request = {
      metric: "resources",
      subject: "hegic",
      asset: WETH,
      from: AT("08:15:00"),
      to: AT("08:35:00"),
    };
    const points = await pointsOf({ ...request, bucket: "MINUTE_5" });
    const ends = ["08:19:59", "08:24:59", "08:29:59", "08:33:20"];
    const asOf = await Promise.all(
      ends.map(async (end) => {
        const query = `query ($time: DateTime) {
          solvency(protocol: "hegic", asOf: { time: $time }) { resources { total { exact } } } }`;
        const { data } = await api.ask(query, { time: AT(end) });
        return data.solvency.resources.total.exact;
      }),
    );
    expect(points.map(({ exact }) => exact)).toEqual(asOf);
    // By hand: 10 free, 11 − 4 locked, 9 − 4 locked; paused in block 160, which takes nothing away.
    expect(asOf).toEqual(["10", "7", "5", "5"]);
  });

  test("behavior: coverage is that of the metric as of the bucket's last second", async () => {
    const request = { metric: "coverage-debt", subject: "maker", from: AT("08:15:00"), to: AT("08:35:00") };
    const points = await pointsOf({ ...request, bucket: "MINUTE_5" });
    for (const [at, end] of ["08:19:59", "08:24:59", "08:29:59", "08:33:20"].entries()) {
      const query = `query ($time: DateTime) { solvency(protocol: "maker", asOf: { time: $time }) {
        coverage(measure: EXPOSURE_AT_DEFAULT) { ratio { value status reason } } } }`;
      const { data } = await api.ask(query, { time: AT(end) });
      expect(points[at]).toMatchObject(data.solvency.coverage.ratio);
    }
  });

  // By hand, from small-ledger/credit.ts.
  test("behavior: by block, one point for each change", async () => {
    const request = { metric: "open-bad-debt", subject: ETH_A, asset: VAT, ...DAY, bucket: "BLOCK" };
    expect((await pointsOf(request)).map((p) => [p.blockNumber, p.value])).toEqual([
      ["110", "100"],
      ["120", "150"],
      ["125", "150"],
      ["155", "40"],
      ["165", "35"],
      ["170", "20"],
    ]);
  });

  // By hand, from small-ledger: deposit 10 and premium 1; loans of 200 twice; premiums 1 + 0.1 + 0.25; settled 2 + 0.
  test.each([
    ["inflow", { subject: POOL, asset: WETH }, "11", 2],
    ["inflow", { subject: POOL, asset: WETH, causes: ["PREMIUM"] }, "1", 1],
    ["inflow", { subject: POOL, asset: WETH, rollUp: "MEAN" }, "5.5", 2],
    ["inflow", { subject: POOL, asset: WETH, rollUp: "MIN" }, "1", 2],
    ["inflow", { subject: POOL, asset: WETH, rollUp: "MAX" }, "10", 2],
    ["outflow", { subject: "hegic", asset: WETH }, "2", 1],
    ["losses-created", { subject: ETH_A, asset: VAT }, "150", 2],
    ["losses-covered", { subject: "maker", asset: VAT }, "110", 1],
    ["losses-socialised", { subject: "maker", asset: VAT }, "5", 1],
    ["losses-written-off", { subject: MAKER, asset: VAT }, "15", 1],
    ["liquidated-debt", { subject: ETH_A, asset: VAT }, "400", 2],
    ["premiums", { subject: "hegic", asset: WETH }, "1.35", 3],
    ["exercise-payoffs", { subject: "hegic", asset: WETH }, "2", 2],
  ])("behavior: %s %j of the day is %s", async (metric, variables, value, n) => {
    expect(await pointsOf({ metric, ...variables, ...DAY })).toMatchObject([{ value, n, status: "OK" }]);
  });

  test("behavior: levels of positions", async () => {
    // By hand, from small-ledger/positions.ts: Alice is gone in block 110, Bob comes in 150.
    expect(await valuesOf({ ...POOL_BALANCE, metric: "positions", subject: ETH_A, asset: null })).toEqual([
      "0",
      "0",
      "1",
    ]);
    expect(await valuesOf({ ...POOL_BALANCE, metric: "debt", subject: ETH_A, asset: VAT })).toEqual([
      ...["0", "0", "60"],
    ]);
  });

  test("behavior: what is partly unknown says so", async () => {
    const points = await pointsOf({ ...POOL_BALANCE, metric: "usable", subject: VOW, asset: VAT });
    expect(points[1]).toMatchObject({ value: null, status: "PARTIAL_COVERAGE" });
  });

  test("behavior: nothing is known before the first event, and a flow is zero after it", async () => {
    const week = { from: "2020-03-10T00:00:00Z", to: "2020-03-12T23:00:00Z", bucket: "DAY" };
    const balance = await pointsOf({ metric: "balance", subject: POOL, asset: WETH, ...week });
    expect(balance.map(({ value, status }) => [value, status])).toEqual([
      [null, "NO_DATA"],
      [null, "NO_DATA"],
      ["9", "OK"],
    ]);
    const inflow = { ...POOL_BALANCE, metric: "inflow", from: AT("08:10:00") };
    expect(await valuesOf(inflow)).toEqual([null, "10", "1", "0"]);
    expect(await pointsOf({ ...inflow, fill: "ZERO" })).toMatchObject([
      { value: "0", status: "PARTIAL_COVERAGE", isFilled: true },
      ...[{ value: "10" }, { value: "1" }, { value: "0", status: "OK", isFilled: false }],
    ]);
    expect(await valuesOf({ ...inflow, fill: "NONE" })).toEqual(["10", "1", "0"]);
  });

  test("behavior: a price is repeated only when asked for, and says so", async () => {
    const price = { ...POOL_BALANCE, metric: "price", subject: "maker", fill: "PREVIOUS" };
    expect(await pointsOf(price)).toMatchObject([
      { value: "120", isFilled: false },
      { value: "120", isFilled: true, status: "PARTIAL_COVERAGE" },
      { value: "120", isFilled: true, reason: expect.stringContaining("the last value before") },
    ]);
  });

  test("behavior: the range beyond the head is for later, and cut points go on where they ended", async () => {
    const late = await seriesOf({ ...POOL_BALANCE, from: AT("08:25:00"), to: AT("09:00:00") });
    expect(late.points.map(({ to, isFinal }) => [to, isFinal])).toEqual([
      [AT("08:30:00"), false],
      [AT("08:35:00"), false],
    ]);
    expect(late.nextFrom).toBe(AT("08:35:00"));
    const blocks = {
      metric: "open-bad-debt",
      subject: ETH_A,
      asset: VAT,
      ...DAY,
      bucket: "BLOCK",
      maxPoints: 4,
    };
    const first = await seriesOf({ ...blocks, to: AT("08:30:00") });
    expect(first.points.map(({ blockNumber }) => blockNumber)).toEqual(["110", "120", "125", "155"]);
    expect(first.nextFrom).toBe(AT("08:27:30"));
    const rest = await seriesOf({ ...blocks, from: first.nextFrom, to: AT("08:30:00") });
    expect(rest.points.map(({ blockNumber }) => blockNumber)).toEqual(["165", "170"]);
    expect(rest.nextFrom).toBeNull();
  });

  test("behavior: as of an older block, what came later is not there", async () => {
    const { points, nextFrom } = await seriesOf({ ...POOL_BALANCE, asOf: { blockNumber: "119" } });
    expect(points.map(({ value }) => value)).toEqual(["10"]);
    expect(nextFrom).toBe(AT("08:20:00"));
  });

  test("behavior: the same request gives the same bytes", async () => {
    const [first, second] = [await api.ask(QUERY, POOL_BALANCE), await api.ask(QUERY, POOL_BALANCE)];
    expect(first.text).toBe(second.text);
    expect(first.data.series.provenance.calcId).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    [{ metric: "wealth" }, /^Expected a metric of balance, .*; got "wealth"\.$/],
    [{ asset: null }, /^Expected `asset`, the id of the asset that "balance" is about, got none\.$/],
    [
      { asset: VAT },
      new RegExp(`^Expected an \`asset\` of "hegic" for "balance", one of ${WETH} \\(WETH\\); got "${VAT}"`),
    ],
    [{ metric: "positions", subject: ETH_A }, /^Expected no `asset`: "positions" counts none\.$/],
    [{ causes: ["FEE"] }, /^Expected no `causes`: "balance" has none/],
    [{ metric: "inflow", causes: [] }, /^Expected at least one cause/],
    [
      { rollUp: "SUM" },
      /^Expected a rollUp of LAST, FIRST, MIN, MAX, TWAP for "balance" by MINUTE_5, got SUM\./,
    ],
    [{ bucket: "BLOCK", rollUp: "TWAP" }, /^Expected a rollUp of LAST for "balance" by BLOCK, got TWAP\./],
    [{ fill: "ZERO" }, /^Expected a fill of NULL, NONE, PREVIOUS, LINEAR for "balance", got ZERO\./],
    [{ subject: ETH_A }, /^No backstop ".*" on "mainnet" at block 200\. Expected an id/],
    [
      { to: AT("08:15:00") },
      /^Expected `to` after `from`, got 2020-03-12T08:15:00Z to 2020-03-12T08:15:00Z\.$/,
    ],
    [
      { maxPoints: 2 },
      /^Expected a range of at most 2 buckets of MINUTE_5; .* has more\. Ask for HOUR, which fits/,
    ],
    [{ maxPoints: 10_001 }, /^Expected maxPoints of 1 to 10000, got 10001\.$/],
    [{ maxAge: -1 }, /^Expected maxPriceAgeSeconds of 0 or more, got -1\.$/],
  ])("error: %j says what was expected", async (wrong, message) => {
    expect(await errorOf({ ...POOL_BALANCE, ...wrong })).toMatch(message);
  });
});

describe("seriesMetrics", () => {
  test("default", async () => {
    const query = "{ seriesMetrics { definition { id unit } subjects asset hasCauses rollUps fills } }";
    const { data } = await api.ask(query);
    const metrics = data.seriesMetrics as { readonly definition: { readonly id: string } }[];
    const ids = metrics.map(({ definition }) => definition.id);
    expect(ids).toEqual([...ids].sort());
    expect(metrics.find(({ definition }) => definition.id === "inflow")).toEqual({
      definition: { id: "inflow", unit: "whole units of the asset" },
      subjects: ["PROTOCOL", "BACKSTOP"],
      asset: "REQUIRED",
      hasCauses: true,
      rollUps: ["SUM", "MEAN", "MIN", "MAX"],
      fills: ["NULL", "NONE", "ZERO"],
    });
    expect(blockTime(120)).toBe(BigInt(Date.parse(AT("08:20:00")) / 1000));
  });
});
