// Numbers by statsmodels, SciPy, NumPy and plain loops: tests/oracles/risk-kernels.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { rational } from "../../../api/domain/rational.ts";
import { annualLoss } from "../../../api/stats/annual-loss.ts";
import { baselZone } from "../../../api/stats/basel-zone.ts";
import { benjaminiHochberg } from "../../../api/stats/benjamini-hochberg.ts";
import { brierScore } from "../../../api/stats/brier-score.ts";
import { concentration } from "../../../api/stats/concentration.ts";
import { dieboldMarianoTest } from "../../../api/stats/diebold-mariano-test.ts";
import { ewmaVolatility } from "../../../api/stats/ewma-volatility.ts";
import { historicalTail } from "../../../api/stats/historical-tail.ts";
import {
  liquidityHorizonShortfall,
  stressedShortfall,
} from "../../../api/stats/liquidity-horizon-shortfall.ts";
import { ljungBoxTest } from "../../../api/stats/ljung-box-test.ts";
import { panjer } from "../../../api/stats/panjer.ts";
import { pinballLoss } from "../../../api/stats/pinball-loss.ts";
import { garmanKlassVolatility, parkinsonVolatility } from "../../../api/stats/range-volatility.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { studentTail } from "../../../api/stats/student-tail.ts";
import { ageWeights, weightedTail } from "../../../api/stats/weighted-tail.ts";
import oracle from "../../oracles/risk-kernels.json" with { type: "json" };
import { expectRelative } from "./expect-relative.ts";

describe("ljungBoxTest", () => {
  test.each([5, 10])("default: %i lags", (lags) => {
    const [statistic, pValue] = oracle.ljungBox[lags === 5 ? 0 : 1] as [number, number];
    const found = ljungBoxTest(oracle.series, lags);
    expectRelative(found.statistic, statistic, 1e-12);
    expectRelative(found.pValue, pValue, 1e-10);
  });

  test("behavior: too short, or constant, has a status", () => {
    expect(ljungBoxTest(oracle.series.slice(0, 20), 5).status).toBe("INSUFFICIENT_DATA");
    expect(ljungBoxTest(new Array(50).fill(3), 5).status).toBe("NOT_APPLICABLE");
    expect(() => ljungBoxTest(oracle.series, 0)).toThrow(InvalidRequestError);
  });
});

describe("benjaminiHochberg", () => {
  test("default", () => {
    for (const [i, q] of benjaminiHochberg(oracle.pValues).entries()) {
      expectRelative(q, oracle.adjusted[i] as number, 1e-14);
    }
  });

  test("behavior: never below the p-value, never above 1, and in the same order", () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(chance), (pValues) => {
        const adjusted = benjaminiHochberg(pValues);
        const pairs = pValues.map((p, i) => [p, adjusted[i] as number] as const).sort(([a], [b]) => a - b);
        pairs.forEach(([p, q], i) => {
          expect(q >= p && q <= 1 && q >= (pairs[i - 1]?.[1] ?? 0)).toBe(true);
        });
      }),
    );
    expect(() => benjaminiHochberg([1.1])).toThrow(InvalidRequestError);
  });
});

describe("volatility from ranges", () => {
  test("default", () => {
    expectRelative(parkinsonVolatility(oracle.ranges, 365).value, oracle.parkinson, 1e-13);
    expectRelative(garmanKlassVolatility(oracle.ranges, 365).value, oracle.garmanKlass, 1e-12);
  });

  test("behavior: below 30 spans there is none, and a price outside its range is refused", () => {
    expect(parkinsonVolatility(oracle.ranges.slice(0, 29), 365).status).toBe("INSUFFICIENT_DATA");
    const wrong = { open: 5, high: 4, low: 1, close: 2 };
    expect(() => garmanKlassVolatility([wrong], 365)).toThrow(InvalidRequestError);
  });
});

describe("concentration", () => {
  test("default: three indices with their jack-knife intervals", () => {
    const found = concentration(oracle.amounts, 3, 0.95);
    for (const [name, [value, margin]] of Object.entries(oracle.concentration)) {
      const { value: actual, interval } = found[name as keyof typeof found];
      expectRelative(actual, value as number, 1e-12);
      expectRelative((actual as number) - (interval?.lower as number), margin as number, 1e-9);
    }
  });

  test("behavior: alike is least, one holder is most, and the unit does not matter", () => {
    const alike = concentration(new Array(10).fill(7), 3, 0.95);
    expect(alike.herfindahl.value).toBeCloseTo(0.1, 14);
    expect(alike.gini.value).toBeCloseTo(0, 14);
    const one = concentration([...new Array(9).fill(0), 5], 3, 0.95);
    expect([one.herfindahl.value, one.gini.value, one.topShare.value]).toEqual([1, 0.9, 1]);
    const scaled = concentration(
      oracle.amounts.map((amount) => amount * 1024),
      3,
      0.95,
    );
    expect(scaled.gini.value).toBe(concentration(oracle.amounts, 3, 0.95).gini.value);
    expect(concentration([1, 2], 1, 0.95).gini.status).toBe("INSUFFICIENT_DATA");
    expect(concentration(new Array(10).fill(0), 1, 0.95).gini.status).toBe("ZERO_DENOMINATOR");
  });
});

describe("brierScore", () => {
  const forecasts = oracle.probabilities.map((probability, i) => ({
    probability,
    happened: oracle.happened[i] as boolean,
  }));

  test("default", () => {
    const { score, skill, bins } = brierScore(forecasts, 10);
    expectRelative(score, oracle.brier, 1e-13);
    expectRelative(skill, oracle.brierSkill, 1e-12);
    expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(forecasts.length);
    for (const { from, n, forecast } of bins) {
      if (n > 0)
        expect((forecast as number) >= from && (forecast as number) <= from + 0.1 + 1e-12).toBe(true);
    }
  });

  test("behavior: nothing forecast has no score, one outcome only no skill", () => {
    expect(brierScore([], 2)).toMatchObject({
      score: null,
      skill: null,
      bins: [{ n: 0, observed: null }, {}],
    });
    expect(brierScore([{ probability: 0.5, happened: true }], 1)).toMatchObject({ score: 0.25, skill: null });
    expect(() => brierScore([{ probability: 2, happened: true }], 1)).toThrow(InvalidRequestError);
  });
});

describe("dieboldMarianoTest", () => {
  test("default: two steps ahead", () => {
    const [statistic, pValue] = oracle.dieboldMariano as [number, number];
    const found = dieboldMarianoTest(oracle.differences, 2);
    expectRelative(found.statistic, statistic, 1e-12);
    expectRelative(found.pValue, pValue, 1e-12);
    expect(found.reason).toContain("Low power");
  });

  test("behavior: the other way round it has the other sign", () => {
    const turned = dieboldMarianoTest(
      oracle.differences.map((d) => -d),
      2,
    );
    expect(turned.statistic).toBeCloseTo(-(dieboldMarianoTest(oracle.differences, 2).statistic ?? 0), 12);
    expect(dieboldMarianoTest(new Array(40).fill(1)).status).toBe("NOT_APPLICABLE");
    expect(dieboldMarianoTest([1]).status).toBe("INSUFFICIENT_DATA");
  });

  test.each(oracle.student)("behavior: P(|T| > %d) with %d degrees of freedom", (t, degrees, expected) => {
    expectRelative(studentTail(t as number, degrees as number), expected as number, 1e-12);
  });
});

// Basel Committee, MAR32.9, for 250 observations at 99 %; P(X ≤ 4) = 0.8922, P(X ≤ 9) = 0.99975.
describe("baselZone", () => {
  test("default: green to 4, amber to 9, red from 10 on", () => {
    const zones = Array.from({ length: 12 }, (_, exceedances) =>
      baselZone({ exceedances, observations: 250 }, 0.01),
    );
    expect(zones.map(({ zone }) => zone)).toEqual([
      ...new Array(5).fill("GREEN"),
      ...new Array(5).fill("AMBER"),
      ...["RED", "RED"],
    ]);
    expectRelative(zones[4]?.cumulative ?? null, 0.8921876269036252, 1e-12);
    expectRelative(zones[9]?.cumulative ?? null, 0.9997498099312595, 1e-12);
    expect(() => baselZone({ exceedances: 3, observations: 2 }, 0.01)).toThrow(InvalidRequestError);
  });
});

describe("pinballLoss", () => {
  // 3/4 · (3 − 1) = 1.5 below the outcome, 1/4 · (3 − 1) = 0.5 above it.
  test("default", () => {
    const level = rational(3n, 4n);
    expect([pinballLoss(1, 3, level), pinballLoss(3, 1, level), pinballLoss(2, 2, level)]).toEqual([
      1.5, 0.5, 0,
    ]);
  });
});

// MAR33.5 by hand: √(3²·(10/10) + 4²·((20 − 10)/10)) = 5; √(9 + 16 + 4·(20/10)) = √33.
describe("liquidityHorizonShortfall", () => {
  test("default", () => {
    const parts = [
      { days: 10, shortfall: 3 },
      { days: 20, shortfall: 4 },
    ];
    expect(liquidityHorizonShortfall(parts)).toBe(5);
    expectRelative(liquidityHorizonShortfall([...parts, { days: 40, shortfall: 2 }]), Math.sqrt(33), 1e-15);
    expect(stressedShortfall({ reducedStressed: 10, fullCurrent: 6, reducedCurrent: 5 })).toBe(12);
    expect(stressedShortfall({ reducedStressed: 10, fullCurrent: 4, reducedCurrent: 5 })).toBe(10);
    expect(stressedShortfall({ reducedStressed: 10, fullCurrent: 4, reducedCurrent: 0 })).toBeNull();
  });

  test("error: InvalidRequestError for days that do not ascend, a negative shortfall, or nothing", () => {
    for (const parts of [[], [{ days: 0, shortfall: 1 }], [{ days: 10, shortfall: -1 }]]) {
      expect(() => liquidityHorizonShortfall(parts)).toThrow(InvalidRequestError);
    }
  });
});

describe("ewmaVolatility", () => {
  // λ = ½, burn-in 2: the mean square of 1, 1 is 1; then ½·1 + ½·9 = 5.
  test("default", () =>
    expect(ewmaVolatility([1, 1, 3], { decay: 0.5, burnIn: 2 })).toEqual([null, null, 1, Math.sqrt(5)]));

  test("behavior: a forecast knows nothing of what comes", () => {
    const returns = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 32, maxLength: 60 });
    fc.assert(
      fc.property(returns, fc.nat({ max: 60 }), (all, cut) => {
        expect(ewmaVolatility(all).slice(0, cut + 1)).toEqual(
          ewmaVolatility(all.slice(0, cut))
            .concat(new Array(61).fill(null))
            .slice(0, Math.min(cut, all.length) + 1),
        );
      }),
    );
    expect(() => ewmaVolatility([1], { decay: 1 })).toThrow(InvalidRequestError);
  });
});

describe("weightedTail", () => {
  const losses = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });

  test("behavior: with equal weights it is the historical tail", () => {
    fc.assert(
      fc.property(losses, fc.integer({ min: 1, max: 99 }), (sample, percent) => {
        const level = rational(BigInt(percent), 100n);
        const found = weightedTail(sample, ageWeights(sample.length, 1), level);
        const expected = historicalTail(Float64Array.from(sample).sort(), level);
        expect(found.valueAtRisk).toBe(expected.valueAtRisk);
        expect(found.expectedShortfall).toBeCloseTo(expected.expectedShortfall, 6);
      }),
    );
  });

  test("behavior: ES is never below VaR, and a larger loss never lowers either", () => {
    const index = fc.nat({ max: 59 });
    fc.assert(
      fc.property(losses, index, fc.integer({ min: 0, max: 500 }), (sample, at, more) => {
        const weights = ageWeights(sample.length, 0.95);
        const level = rational(9n, 10n);
        const before = weightedTail(sample, weights, level);
        const raised = sample.map((loss, i) => (i === at % sample.length ? loss + more : loss));
        const after = weightedTail(raised, weights, level);
        expect(before.expectedShortfall).toBeGreaterThanOrEqual(before.valueAtRisk);
        expect(after.valueAtRisk).toBeGreaterThanOrEqual(before.valueAtRisk);
        expect(after.expectedShortfall).toBeGreaterThanOrEqual(before.expectedShortfall - 1e-9);
      }),
    );
  });
});

describe("annual losses", () => {
  const { rate, threshold, shape, scale, var99, es99, mean } = oracle.annual;
  const input = {
    rate,
    threshold,
    shape,
    scale,
    level: rational(99n, 100n),
    years: 100_000,
    confidence: 0.999,
  };

  // The recursion against the same sum by Fourier transforms.
  test("default: Panjer's recursion", () => {
    const sums = panjer(rate, oracle.panjer.severity, oracle.panjer.sums.length);
    for (const [i, expected] of oracle.panjer.sums.entries()) {
      expect(Math.abs((sums[i] as number) - expected)).toBeLessThan(1e-14);
    }
  });

  test("behavior: the simulation finds the 99 % year of the Fourier transforms within its own error", () => {
    const found = annualLoss(input, seededRandom(1n));
    expect(found.mean).toBe(mean);
    expectRelative(found.simulatedMean, mean, 0.01);
    expect(found.valueAtRisk.interval?.lower).toBeLessThan(var99);
    expect(found.valueAtRisk.interval?.upper).toBeGreaterThan(var99);
    expectRelative(found.expectedShortfall.value, es99, 0.04);
  });

  test("behavior: the same seed gives the same bytes; no losses cost nothing", () => {
    const short = { ...input, years: 2000 };
    expect(JSON.stringify(annualLoss(short, seededRandom(5n)))).toBe(
      JSON.stringify(annualLoss(short, seededRandom(5n))),
    );
    expect(annualLoss({ ...short, rate: 0 }, seededRandom(1n))).toMatchObject({ mean: 0, simulatedMean: 0 });
    expect(() => annualLoss({ ...short, shape: 1 }, seededRandom(1n))).toThrow(InvalidRequestError);
    expect(() => panjer(701, [0, 1], 3)).toThrow(InvalidRequestError);
  });
});
