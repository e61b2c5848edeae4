// Values by SciPy: tests/oracles/estimators.py. Basel zones, published statistics and others are cited where they stand.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { rational } from "../../../api/domain/rational.ts";
import { acerbiSzekelyTest } from "../../../api/stats/acerbi-szekely-test.ts";
import { christoffersenTest } from "../../../api/stats/christoffersen-test.ts";
import { clopperPearson } from "../../../api/stats/clopper-pearson.ts";
import { garwoodRate } from "../../../api/stats/garwood-rate.ts";
import { kupiecTest } from "../../../api/stats/kupiec-test.ts";
import { normalQuantile } from "../../../api/stats/normal-quantile.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import oracle from "../../oracles/estimators.json" with { type: "json" };
import { expectRelative } from "./expect-relative.ts";

type Row = readonly [number, number, number, number, number];

function hitsAt(n: number, ...positions: number[]): boolean[] {
  return Array.from({ length: n }, (_, i) => positions.includes(i + 1));
}

function firstHits(n: number, count: number): boolean[] {
  return Array.from({ length: n }, (_, i) => i < count);
}

describe("clopperPearson", () => {
  for (const [successes, trials, confidence, lower, upper] of oracle.clopperPearson as unknown as Row[]) {
    test(`behavior: ${successes} of ${trials} at ${confidence}`, () => {
      const found = clopperPearson({ successes, trials }, confidence);
      expect(found.value).toBe(successes / trials);
      expectRelative(found.interval?.lower ?? null, lower, 1e-12);
      expectRelative(found.interval?.upper ?? null, upper, 1e-12);
    });
  }

  test("behavior: NO_DATA without trials; swapping success and failure mirrors the interval", () => {
    expect(clopperPearson({ successes: 0, trials: 0 })).toMatchObject({ value: null, status: "NO_DATA" });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, share) => {
          const successes = Math.round(share * trials);
          const one = clopperPearson({ successes, trials }).interval;
          const two = clopperPearson({ successes: trials - successes, trials }).interval;
          expect(one?.lower).toBeCloseTo(1 - (two?.upper as number), 12);
          expect(one?.lower).toBeLessThanOrEqual(successes / trials);
          expect(one?.upper).toBeGreaterThanOrEqual(successes / trials);
        },
      ),
    );
  });

  test("error: InvalidRequestError for counts that are not counts", () => {
    for (const [successes, trials] of [
      [2, 1],
      [-1, 3],
      [0.5, 2],
      [Number.NaN, 2],
    ] as const) {
      expect(() => clopperPearson({ successes, trials })).toThrow(InvalidRequestError);
    }
  });
});

describe("garwoodRate", () => {
  for (const [events, exposure, confidence, lower, upper] of oracle.garwood as unknown as Row[]) {
    test(`behavior: ${events} in ${exposure} at ${confidence}`, () => {
      const found = garwoodRate({ events, exposure }, confidence);
      expect(found.value).toBe(events / exposure);
      expectRelative(found.interval?.lower ?? null, lower, 1e-12);
      expectRelative(found.interval?.upper ?? null, upper, 1e-12);
    });
  }

  test("behavior: NO_DATA without exposure", () => {
    expect(garwoodRate({ events: 0, exposure: 0 })).toMatchObject({ value: null, status: "NO_DATA" });
  });

  test("error: InvalidRequestError for a count that is not a count", () => {
    expect(() => garwoodRate({ events: -1, exposure: 1 })).toThrow(InvalidRequestError);
    expect(() => garwoodRate({ events: 1, exposure: Number.POSITIVE_INFINITY })).toThrow(InvalidRequestError);
  });
});

describe("kupiecTest", () => {
  for (const [x, n, p, expected] of oracle.kupiec as unknown as [number, number, number, number][]) {
    test(`behavior: ${x} of ${n} at ${p}`, () =>
      expectRelative(kupiecTest(firstHits(n, x), p).statistic, expected, 1e-12));
  }

  test("behavior: statistic and p-value of SciPy; enough observations carry no warning", () => {
    const { hits, probability, kupiec } = oracle.backtest;
    const found = kupiecTest(hits.map(Boolean), probability);
    expectRelative(found.statistic, kupiec[0] as number, 1e-11);
    expectRelative(found.pValue, kupiec[1] as number, 1e-11);
    expect(found).toMatchObject({ n: 300, status: "OK", reason: null });
    expect(kupiecTest(firstHits(249, 2), 0.01).reason).toContain("Low power");
  });

  test("behavior: at least 0, and 0 at the expected share", () => {
    expect(kupiecTest(firstHits(200, 2), 0.01).statistic).toBe(0);
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1 }),
        fc.double({ min: 1e-6, max: 0.999, noNaN: true }),
        (hits, p) => {
          const { statistic, pValue } = kupiecTest(hits, p);
          expect(statistic).toBeGreaterThanOrEqual(0);
          expect(pValue).toBeGreaterThanOrEqual(0);
          expect(pValue).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test("error: NO_DATA without forecasts, InvalidRequestError for a probability outside (0, 1)", () => {
    expect(kupiecTest([], 0.01)).toMatchObject({ statistic: null, pValue: null, status: "NO_DATA" });
    expect(() => kupiecTest([true], 0)).toThrow(InvalidRequestError);
  });
});

describe("christoffersenTest", () => {
  test("default", () => {
    const { hits, probability, independence, conditional } = oracle.backtest;
    const found = christoffersenTest(hits.map(Boolean), probability);
    expectRelative(found.independence.statistic, independence[0] as number, 1e-11);
    expectRelative(found.independence.pValue, independence[1] as number, 1e-11);
    expectRelative(found.conditionalCoverage.statistic, conditional[0] as number, 1e-11);
    expectRelative(found.conditionalCoverage.pValue, conditional[1] as number, 1e-11);
  });

  test("behavior: three hits in a row among four are not independent", () => {
    expectRelative(
      christoffersenTest(hitsAt(60, 18, 19, 20, 42), 0.05).independence.statistic,
      oracle.clustered,
      1e-12,
    );
  });

  test("behavior: without hits, with hits only, and for one forecast", () => {
    expect(christoffersenTest(firstHits(300, 0), 0.01).independence).toMatchObject({
      statistic: 0,
      pValue: 1,
    });
    expect(christoffersenTest(firstHits(300, 300), 0.01).independence).toMatchObject({
      statistic: 0,
      pValue: 1,
    });
    expect(christoffersenTest([true], 0.01).independence).toMatchObject({
      statistic: null,
      status: "INSUFFICIENT_DATA",
    });
  });

  test("behavior: at least 0", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 2 }), (hits) => {
        expect(christoffersenTest(hits, 0.05).independence.statistic).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("acerbiSzekelyTest", () => {
  const level = rational(975n, 1000n);
  const normal = { valueAtRisk: 1.959963984540054, expectedShortfall: 2.337802792201415 };

  // By hand: 1 - (4 + 3)/2.5 / (80 * 0.025) = -0.4.
  test("default", () => {
    const forecasts = Array.from({ length: 80 }, (_, i) => ({
      loss: [4, 3][i] ?? 1,
      valueAtRisk: 2,
      expectedShortfall: 2.5,
    }));
    expectRelative(acerbiSzekelyTest(forecasts, level).statistic, -0.4, 1e-14);
    expect(acerbiSzekelyTest(forecasts, level).pValue).toBeNull();
  });

  // Acerbi and Szekely (2014): the 5 % point of Z2 at T = 250, 97.5 % is -0.70 for laws from normal to Student t.
  test("behavior: -0.70 is the 5 % point at n = 250 for normal losses", () => {
    const random = seededRandom(11n);
    const draw = () => normalQuantile(random.nextUniform() + 2 ** -54);
    // Four losses of one size so that the statistic is exactly -0.70.
    const size = (1.7 * 6.25 * normal.expectedShortfall) / 4;
    const forecasts = Array.from({ length: 250 }, (_, i) => ({ loss: i < 4 ? size : 0, ...normal }));
    const found = acerbiSzekelyTest(forecasts, level, { draw, replicates: 4000 });
    expectRelative(found.statistic, -0.7, 1e-12);
    expect(found.pValue).toBeGreaterThan(0.035);
    expect(found.pValue).toBeLessThan(0.06);
  });

  test("error: NO_DATA without forecasts, InvalidRequestError for an ES that is not positive", () => {
    expect(acerbiSzekelyTest([], level)).toMatchObject({ statistic: null, status: "NO_DATA" });
    const forecast = { loss: 1, valueAtRisk: 1, expectedShortfall: 0 };
    expect(() => acerbiSzekelyTest([forecast], level)).toThrow(InvalidRequestError);
  });
});
