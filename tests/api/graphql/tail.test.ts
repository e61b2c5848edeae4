// Numbers by NumPy, SciPy and plain loops: tests/oracles/tail-report.py.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDateTime } from "../../../api/domain/date-time.ts";
import type { Store } from "../../../api/store/store.ts";
import oracle from "../../oracles/tail-report.json" with { type: "json" };
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { storeWith } from "../../support/ledger-fixture.ts";
import { blockAtTime, priceLedger } from "../../support/price-ledger.ts";
import { WETH } from "../../support/small-ledger/names.ts";
import { expectRelative } from "../stats/expect-relative.ts";

const DAY = 86_400n;
/** 13 March 2020, the first whole day of the fixture's clock. */
const FIRST = 1_584_057_600n;
const PRICES = oracle.prices.map((raw, day) => ({
  seconds: FIRST + BigInt(day) * DAY + 43_200n,
  raw: BigInt(raw),
}));
const END = FIRST + BigInt(oracle.prices.length) * DAY;

let store: Store;
let api: TestApi;

beforeAll(async () => {
  store = await storeWith(priceLedger(PRICES, 2), blockAtTime(END));
  api = await startTestApi(store);
}, 60_000);

afterAll(async () => {
  await api?.close();
  await store?.close();
});

const ESTIMATE = "value interval { lower upper } confidence n effectiveN method status reason";
const TEST = "statistic pValue n method status reason";
const RISK = `valueAtRisk { ${ESTIMATE} } expectedShortfall { ${ESTIMATE} }`;

/** Asks for fields of the tail of the daily price, from the first day on. */
async function askTail(fields: string, args = "") {
  const query = `{ tail(metric: "price", subject: "maker", asset: "${WETH}", maxPriceAgeSeconds: 90000,
    ${args.includes("windowDays") ? "" : `from: "${formatDateTime(FIRST)}"`} ${args}) { ${fields} } }`;
  return api.ask(query);
}

async function tail(fields: string, args = "") {
  const { data, errors } = await askTail(fields, args);
  expect(errors).toEqual([]);
  return data.tail;
}

function expectRisk(
  answer: { valueAtRisk: { value: number }; expectedShortfall: { value: number } },
  pair: number[],
) {
  expectRelative(answer.valueAtRisk.value, pair[0] as number, 1e-12);
  expectRelative(answer.expectedShortfall.value, pair[1] as number, 1e-12);
}

function expectTest(actual: { statistic: number; pValue: number }, [statistic, pValue]: number[]) {
  expectRelative(actual.statistic, statistic as number, 1e-9);
  expectRelative(actual.pValue, pValue as number, 1e-9);
}

describe("tail", () => {
  test("default: historical value at risk and expected shortfall of daily returns, with intervals", async () => {
    const answer = await tail(`definition { id } series { id } unit from to n missing worst worstAt ${RISK}
      provenance { calcId inputCompleteness }`);
    expect(answer).toMatchObject({
      definition: { id: "tail-risk" },
      series: { id: "price" },
      unit: "USD",
      from: formatDateTime(FIRST),
      to: formatDateTime(END - DAY),
      n: oracle.n,
      missing: 1,
      provenance: { inputCompleteness: "1" },
    });
    expectRisk(answer, oracle.historical);
    expectRelative(answer.worst, oracle.worst, 1e-14);
    const [lower, upper] = oracle.orderStatistics as [number, number];
    expectRelative(answer.valueAtRisk.interval.lower, lower, 1e-14);
    expectRelative(answer.valueAtRisk.interval.upper, upper, 1e-14);
    const { interval, n, effectiveN, confidence } = answer.expectedShortfall;
    expect(interval.lower).toBeLessThan(answer.expectedShortfall.value);
    expect(interval.upper).toBeGreaterThan(answer.expectedShortfall.value);
    expect([n, confidence]).toEqual([oracle.n, 0.95]);
    expect(effectiveN).toBeLessThanOrEqual(n);
  });

  test("behavior: a quotient and a decimal are the same level", async () => {
    const [decimal, quotient] = [await tail(RISK, 'alpha: "0.975"'), await tail(RISK, 'alpha: "39/40"')];
    expect(quotient).toEqual(decimal);
  });

  test("behavior: weights by age", async () => {
    expectRisk(await tail(RISK, "method: AGE_WEIGHTED"), oracle.ageWeighted);
  });

  test("behavior: filtered historical simulation", async () => {
    expectRisk(await tail(RISK, "method: FILTERED_HISTORICAL"), oracle.filtered);
  });

  test("behavior: generalised Pareto tail over a threshold, its intervals, extremal index and return levels", async () => {
    const { gpd } = oracle;
    const { extremes } = await tail(
      `extremes { definition { id } threshold isGood exceedances shape { value } scale { value } ${RISK}
        extremalIndex { value } returnLevels(days: [365]) { days level { value status } isExtrapolated } }`,
      `threshold: ${gpd.threshold}`,
    );
    expect(extremes).toMatchObject({ threshold: gpd.threshold, isGood: null, exceedances: gpd.exceedances });
    expectRelative(extremes.shape.value, gpd.shape, 1e-5);
    expectRelative(extremes.scale.value, gpd.scale, 1e-6);
    const [valueAtRisk, shortfall] = gpd.risk as [number, number];
    expectRelative(extremes.valueAtRisk.value, valueAtRisk, 1e-7);
    expectRelative(extremes.expectedShortfall.value, shortfall, 1e-6);
    const ends = [extremes.valueAtRisk.interval, extremes.expectedShortfall.interval];
    for (const [i, { lower, upper }] of ends.entries()) {
      expectRelative(lower, gpd.intervals[i]?.[0] as number, 1e-7);
      expectRelative(upper, gpd.intervals[i]?.[1] as number, 1e-7);
    }
    expectRelative(extremes.extremalIndex.value, gpd.extremalIndex, 1e-12);
    expectRelative(extremes.returnLevels[0].level.value, gpd.level365, 1e-6);
    expect(extremes.returnLevels[0]).toMatchObject({ days: 365, isExtrapolated: false });
  });

  test("behavior: the threshold is chosen, and every one that was tried is published", async () => {
    const { extremes } = await tail(`extremes { threshold isGood
      thresholds { threshold exceedances andersonDarling pValue shape { value } modifiedScale } }`);
    const rows = extremes.thresholds as { threshold: number; exceedances: number; pValue: number | null }[];
    expect(rows.map(({ exceedances }) => exceedances)).toEqual([135, 113, 90, 68, 45, 23, 9, 5]);
    const chosen = rows.findIndex(({ threshold }) => threshold === extremes.threshold);
    expect(extremes.isGood).toBe(true);
    expect(rows[chosen]?.pValue).toBeGreaterThan(0.1);
    for (const { pValue } of rows.slice(0, chosen)) expect(pValue).toBeLessThanOrEqual(0.1);
    for (const { pValue } of rows.slice(chosen + 1)) expect(pValue).toBeNull();
  });

  test("behavior: Hill's index at the k of least distance, and the Pareto tail beyond", async () => {
    const { hill } = oracle;
    const { tailIndex, ...risk } = await tail(
      `tailIndex { shape { value } order distance plot { order shape } } ${RISK}`,
      "method: HILL_WEISSMAN",
    );
    expect(tailIndex.order).toBe(hill.order);
    expectRelative(tailIndex.shape.value, hill.shape, 1e-12);
    expectRelative(tailIndex.distance, hill.distance, 1e-10);
    expect(tailIndex.plot).toHaveLength(Math.floor(oracle.n / 10) - 9);
    expectRisk(risk, hill.risk);
  });

  test("behavior: drawdowns of the price", async () => {
    const { depth, peak, trough, conditional } = oracle.drawdown;
    const { drawdown } = await tail(`drawdown { kind depth peakAt troughAt conditional { ${ESTIMATE} } }`);
    const day = (place: number) => formatDateTime(FIRST + BigInt(place) * DAY);
    expect(drawdown).toMatchObject({ kind: "RELATIVE", peakAt: day(peak), troughAt: day(trough) });
    expectRelative(drawdown.depth, depth, 1e-14);
    expectRelative(drawdown.conditional.value, conditional, 1e-12);
    expect(drawdown.conditional.interval).not.toBeNull();
  });

  test("behavior: the backtest makes each forecast from the past alone, and judges it", async () => {
    const BACKTEST = `backtest { definition { id } forecasts exceedances expected
      zone { zone exceedances observations cumulative } unconditional { ${TEST} } independence { ${TEST} }
      conditional { ${TEST} } shortfall { ${TEST} } pinball { ${ESTIMATE} } againstHistorical { ${TEST} } }`;
    for (const [method, expected] of [
      ["HISTORICAL", oracle.backtest],
      ["FILTERED_HISTORICAL", oracle.backtestFiltered],
    ] as const) {
      const { backtest } = await tail(BACKTEST, `method: ${method}`);
      const { forecasts, exceedances, zone } = expected;
      expect(backtest).toMatchObject({
        ...{ forecasts, exceedances },
        zone: { exceedances: zone.exceedances, observations: 250 },
      });
      expectRelative(backtest.zone.cumulative, zone.cumulative, 1e-13);
      expect(backtest.expected).toBeCloseTo(forecasts / 40, 9);
      expectTest(backtest.unconditional, expected.unconditional);
      expectTest(backtest.independence, expected.independence);
      expectTest(backtest.conditional, expected.conditional);
      expectRelative(backtest.shortfall.statistic, expected.shortfall, 1e-9);
      expect(backtest.shortfall.pValue).toBeGreaterThan(0);
      expectRelative(backtest.pinball.value, expected.pinball, 1e-11);
      if ("againstHistorical" in expected) expectTest(backtest.againstHistorical, expected.againstHistorical);
      else expect(backtest.againstHistorical.status).toBe("NOT_APPLICABLE");
    }
  });

  test("behavior: each part has a calculation of its own, which knows its arguments", async () => {
    const idOf = async (field: string) =>
      (await tail(field))[field.split(/[ (]/)[0] as string].provenance.calcId;
    const ids = await Promise.all(
      ["extremes", "tailIndex", "backtest", "backtest(window: 300)"].map((field) =>
        idOf(`${field} { provenance { calcId } }`),
      ),
    );
    expect(new Set(ids).size).toBe(4);
    expect(await idOf("backtest(window: 250) { provenance { calcId } }")).toBe(ids[2]);
  });

  test("behavior: the same seed gives the same bytes, another one another interval", async () => {
    const [first, again, other] = await Promise.all(
      ["7", "7", "8"].map((seed) => tail(RISK, `seed: "${seed}"`)),
    );
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(other.expectedShortfall.interval).not.toEqual(first.expectedShortfall.interval);
    expect(other.expectedShortfall.value).toBe(first.expectedShortfall.value);
  });

  test("behavior: no look-ahead: an answer as of a block is the same when the ledger ends there", async () => {
    const cut = 500;
    const end = FIRST + BigInt(cut) * DAY + 43_210n;
    const early = await storeWith(priceLedger(PRICES.slice(0, cut + 1), 2), blockAtTime(end));
    const alone = await startTestApi(early);
    try {
      const fields = `n ${RISK} backtest { exceedances } drawdown { depth }`;
      const asOf = `asOf: { time: "${formatDateTime(end)}" }`;
      const known = await tail(fields, asOf);
      const query = `{ tail(metric: "price", subject: "maker", asset: "${WETH}", maxPriceAgeSeconds: 90000,
        from: "${formatDateTime(FIRST)}") { ${fields} } }`;
      expect((await alone.ask(query)).data.tail).toEqual(known);
      expect(known.n).toBe(cut - 1);
    } finally {
      await alone.close();
      await early.close();
    }
  });

  test("behavior: overlapping changes count for n/h independent ones, and nothing is scaled", async () => {
    const { valueAtRisk, expectedShortfall } = await tail(RISK, "horizon: 5");
    expect(valueAtRisk.n).toBe(oracle.prices.length - 5);
    expect(valueAtRisk.effectiveN).toBe(valueAtRisk.n / 5);
    expect(expectedShortfall.effectiveN).toBeLessThanOrEqual(valueAtRisk.n / 5);
  });

  test("behavior: below the minimum sample there is a status and no number", async () => {
    const few = await tail(
      `n ${RISK} tailIndex { shape { status } } extremes { shape { status } threshold }`,
      "windowDays: 30",
    );
    expect(few.valueAtRisk).toMatchObject({ value: null, interval: null, status: "INSUFFICIENT_DATA" });
    expect(few.expectedShortfall).toMatchObject({ value: null, status: "INSUFFICIENT_DATA" });
    expect(few.tailIndex.shape.status).toBe("INSUFFICIENT_DATA");
    expect(few.extremes).toMatchObject({ shape: { status: "INSUFFICIENT_DATA" }, threshold: null });
  });

  test("behavior: methods that do not fit the transform say so", async () => {
    const answer = await tail(RISK, "transform: LEVEL, method: FILTERED_HISTORICAL");
    expect(answer.valueAtRisk).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
  });

  test("error: InvalidRequestError for arguments out of range, with what is allowed", async () => {
    for (const [args, message] of [
      ['alpha: "1"', "level inside (0, 1)"],
      ['alpha: "x"', "plain decimal"],
      ["bucket: BLOCK", "MINUTE_5 to MONTH"],
      ["horizon: 0", "horizon"],
      ["transform: DRAWDOWN, side: RISE", "FALL"],
      ["resamples: 5", "resamples"],
      ["resamples: 20000", "resamples"],
      ["decay: 1.5", "decay"],
      ["confidence: 1", "confidence"],
      ["windowDays: 0", "windowDays"],
    ] as const) {
      const { errors } = await askTail("n", args);
      expect(errors[0]?.message ?? args).toContain(message);
      expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });
});
