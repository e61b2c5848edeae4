// Values by SciPy, NumPy and exact fractions: tests/oracles/estimators.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { rational } from "../../../api/domain/rational.ts";
import { binomialTail } from "../../../api/stats/binomial-tail.ts";
import { moments } from "../../../api/stats/moments.ts";
import { neumaierSum } from "../../../api/stats/neumaier-sum.ts";
import { orderStatisticInterval } from "../../../api/stats/order-statistic-interval.ts";
import { quantile } from "../../../api/stats/quantile.ts";
import oracle from "../../oracles/estimators.json" with { type: "json" };
import { expectRelative } from "./expect-relative.ts";

describe("neumaierSum", () => {
  test("default", () => {
    expect(neumaierSum(oracle.sample)).toBe(oracle.fsum);
    expect(neumaierSum([])).toBe(0);
  });

  // Neumaier (1974): Kahan's own sum gives 0 here.
  test("behavior: keeps what a larger term hides", () => expect(neumaierSum([1, 1e100, 1, -1e100])).toBe(2));

  test("behavior: exact on integers in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { maxLength: 50 }), (integers) => {
        const exact = Number(integers.reduce((sum, x) => sum + BigInt(x), 0n));
        expectRelative(neumaierSum(integers), exact, 2 ** -52);
      }),
    );
  });
});

describe("moments", () => {
  test("default", () => {
    const found = moments(oracle.sample);
    const [mean, variance, skewness, kurtosis] = oracle.moments as [number, number, number, number];
    expectRelative(found.mean, mean, 1e-13);
    expectRelative(found.variance, variance, 1e-13);
    expectRelative(found.skewness, skewness, 1e-13);
    expectRelative(found.excessKurtosis, kurtosis, 1e-13);
  });

  test("behavior: an offset of 1e9 changes nothing but the mean", () => {
    const integers = oracle.sample.map(Math.round);
    const [plain, offset] = [moments(integers), moments(integers.map((x) => x + 1e9))];
    expectRelative(offset.skewness, plain.skewness as number, 1e-9);
    expectRelative(offset.excessKurtosis, plain.excessKurtosis as number, 1e-9);
    expectRelative(offset.variance, plain.variance as number, 1e-9);
  });

  test("behavior: null where nothing varies or nothing is there", () => {
    expect(moments([])).toEqual({ n: 0, mean: null, variance: null, skewness: null, excessKurtosis: null });
    expect(moments([7])).toEqual({ n: 1, mean: 7, variance: null, skewness: null, excessKurtosis: null });
    expect(moments([0.1, 0.1, 0.1])).toMatchObject({ variance: 0, skewness: null, excessKurtosis: null });
  });

  test("behavior: sizes whose squares leave the doubles", () => {
    const shape = {
      skewness: moments([1, 2, 4]).skewness as number,
      kurtosis: moments([1, 2, 4]).excessKurtosis as number,
    };
    for (const unit of [1e-200, 1e200]) {
      const found = moments([unit, 2 * unit, 4 * unit]);
      expectRelative(found.skewness, shape.skewness, 1e-12);
      expectRelative(found.excessKurtosis, shape.kurtosis, 1e-12);
    }
    expect(moments([1e200, 2e200]).variance).toBeNull();
    expect(moments([1.7e308, 1.7e308])).toMatchObject({ mean: null, variance: null });
  });

  test("error: InvalidRequestError for a gap", () => {
    expect(() => moments([1, Number.NaN])).toThrow(InvalidRequestError);
  });
});

describe("binomialTail", () => {
  for (const [k, n, p, lower, upper] of oracle.binomialTails as unknown as [
    number,
    number,
    number,
    number,
    number,
  ][]) {
    test(`behavior: ${k} of ${n}`, () => {
      const found = binomialTail({ k, n }, p);
      expectRelative(found.lower, lower, 1e-12);
      expectRelative(found.upper, upper, 1e-12);
    });
  }
});

describe("orderStatisticInterval", () => {
  for (const row of oracle.orderRanks as unknown as [
    number,
    number,
    number,
    number,
    number | null,
    number | null,
  ][]) {
    const [n, a, b, confidence, lowerRank, upperRank] = row;
    test(`behavior: n=${n}, ${a}/${b} at ${confidence}`, () => {
      const found = orderStatisticInterval(n, rational(BigInt(a), BigInt(b)), confidence);
      expect(found).toMatchObject({ lowerRank, upperRank });
      expect(found.coverage).toBeGreaterThanOrEqual(confidence);
    });
  }

  // ceil(ln 0.025 / ln p): the smallest sample that bounds the quantile from above.
  test("behavior: an upper end exists from 72, 146, 368, 736 and 3688 observations on", () => {
    for (const [thousandths, smallest] of [
      [950n, 72],
      [975n, 146],
      [990n, 368],
      [995n, 736],
      [999n, 3688],
    ] as const) {
      const level = rational(thousandths, 1000n);
      expect(orderStatisticInterval(smallest, level, 0.95).upperRank).not.toBeNull();
      expect(orderStatisticInterval(smallest - 1, level, 0.95).upperRank).toBeNull();
    }
  });
});

describe("quantile", () => {
  for (const [a, b, seven, eight] of oracle.quantiles as unknown as [number, number, number, number][]) {
    test(`behavior: ${a}/${b}`, () => {
      const level = rational(BigInt(a), BigInt(b));
      expectRelative(quantile(oracle.sample, level).value, seven, 1e-13);
      expectRelative(quantile(oracle.sample, level, { type: 8 }).value, eight, 1e-13);
    });
  }

  test("behavior: an interval holds the value, and a missing sample is NO_DATA", () => {
    const found = quantile(oracle.sample, rational(9n, 10n));
    expect(found).toMatchObject({ n: 400, effectiveN: 400, confidence: 0.95, status: "OK", reason: null });
    expect(found.interval?.lower).toBeLessThan(found.value as number);
    expect(found.interval?.upper).toBeGreaterThan(found.value as number);
    expect(quantile([], rational(1n, 2n))).toMatchObject({ value: null, interval: null, status: "NO_DATA" });
  });

  test("behavior: quantiles are ordered and lie in the sample's range", () => {
    const level = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 }),
        level,
        level,
        (sample, p, q) => {
          const at = (k: number) => quantile(sample, rational(BigInt(k), 1000n)).value as number;
          const [low, high] = [at(Math.min(p, q)), at(Math.max(p, q))];
          const slack = 1e-12 * Math.max(...sample.map(Math.abs));
          expect(low).toBeLessThanOrEqual(high + slack);
          expect(low).toBeGreaterThanOrEqual(Math.min(...sample));
          expect(high).toBeLessThanOrEqual(Math.max(...sample) + slack);
        },
      ),
    );
  });

  test("error: InvalidRequestError for a level or confidence outside (0, 1)", () => {
    expect(() => quantile([1], rational(1n, 1n))).toThrow(InvalidRequestError);
    expect(() => quantile([1], rational(0n, 1n))).toThrow(InvalidRequestError);
    expect(() => quantile([1], rational(1n, 2n), { confidence: 1 })).toThrow(InvalidRequestError);
  });
});
