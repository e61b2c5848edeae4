import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { rational } from "../../../api/domain/rational.ts";
import { effectiveSampleSize } from "../../../api/stats/effective-sample-size.ts";
import type { Estimate } from "../../../api/stats/estimate.ts";
import { kendallCorrelation } from "../../../api/stats/kendall-correlation.ts";
import { lowerTailDependence } from "../../../api/stats/lower-tail-dependence.ts";
import { pearsonCorrelation } from "../../../api/stats/pearson-correlation.ts";
import { ranks } from "../../../api/stats/ranks.ts";
import { spearmanCorrelation } from "../../../api/stats/spearman-correlation.ts";
import { tailDependence } from "../../../api/stats/tail-dependence.ts";
import { expectRelative } from "./expect-relative.ts";
import { readOracle } from "./read-oracle.ts";
import { GOLDEN, SQRT2, SQRT3, weyl } from "./weyl.ts";

type Oracle = {
  correlation: { pearson: number; spearman: number; kendall: number; rankdata: number[] };
  effectiveSampleSize: { n: number; value: number };
  tailDependence: { chi: number; chiMargin: number; chiBar: number; chiBarMargin: number };
  lowerTailDependence: { value: number; interval: [number, number] };
};
const oracle = readOracle<Oracle>("tail_and_dependence.json");

const x = weyl(300, GOLDEN);
const second = weyl(300, SQRT2);
/** Correlated with x, with many ties; rounding half to even as NumPy's. */
const y = x.map((value, i) => roundHalfEven((0.5 * value + (second[i] as number)) * 20) / 20);

function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

function smooth(series: readonly number[]): number[] {
  return series.slice(4).map((_, i) => series.slice(i, i + 5).reduce((sum, value) => sum + value / 5, 0));
}

function widths({ value, interval }: Estimate): [number, number] {
  return [(value ?? 0) - (interval?.lower ?? 0), (interval?.upper ?? 0) - (value ?? 0)];
}

const kernels = { pearsonCorrelation, spearmanCorrelation, kendallCorrelation };

describe("correlations", () => {
  test("default", () => {
    const input = { x, y, confidence: 0.95 };
    expectRelative(pearsonCorrelation(input).value, oracle.correlation.pearson, 1e-13);
    expectRelative(spearmanCorrelation(input).value, oracle.correlation.spearman, 1e-13);
    expectRelative(kendallCorrelation(input).value, oracle.correlation.kendall, 1e-13);
    expect(ranks(y.slice(0, 12))).toEqual(oracle.correlation.rankdata);
  });

  test("behavior: the interval of independent pairs is the textbook's", () => {
    // r = 0.5, n = 100: tanh(artanh 0.5 ± 1.96/√97) = (0.3366, 0.6341); see any table of Fisher's z.
    const draws = weyl(100, SQRT3);
    const alternating = draws.map((value, i) => (i % 2 === 0 ? value : 1 - value));
    const pearson = pearsonCorrelation({ x: alternating, y: weyl(100, GOLDEN), confidence: 0.95 });
    const transformed = Math.atanh(pearson.interval?.upper ?? 0) - Math.atanh(pearson.value ?? 0);
    expectRelative(transformed, 1.959963984540054 / Math.sqrt(pearson.effectiveN - 3), 1e-9);
  });

  test.each(Object.entries(kernels))("behavior: %s of perfect, constant, few and wrong", (_, correlation) => {
    const ask = { x, confidence: 0.95 };
    expectRelative(correlation({ ...ask, y: x.map((value) => 3 * value + 1) }).value, 1, 1e-14);
    expectRelative(correlation({ ...ask, y: x.map((value) => -value) }).value, -1, 1e-14);
    expect(correlation({ ...ask, y: Array(300).fill(1) })).toMatchObject({
      status: "NOT_APPLICABLE",
      value: null,
    });
    const few = { x: x.slice(0, 59), y: y.slice(0, 59), confidence: 0.95 };
    expect(correlation(few).status).toBe("INSUFFICIENT_DATA");
    expect(correlation({ x: [], y: [], confidence: 0.95 }).status).toBe("NO_DATA");
    expect(() => correlation({ ...ask, y: [1] })).toThrow(InvalidRequestError);
    expect(() => correlation({ ...ask, y: Array(300).fill(Number.NaN) })).toThrow(InvalidRequestError);
  });

  test("behavior: symmetric, bounded, inside their interval, ranks blind to rising transforms", () => {
    const value = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 60, maxLength: 90 }), (pairs) => {
        const first = pairs.map(([a]) => a);
        const other = pairs.map(([, b]) => b);
        for (const correlation of Object.values(kernels)) {
          const there = correlation({ x: first, y: other, confidence: 0.9 });
          const back = correlation({ x: other, y: first, confidence: 0.9 });
          if (there.value === null) continue;
          expectRelative(back.value, there.value, 1e-9);
          expect(Math.abs(there.value)).toBeLessThanOrEqual(1);
          expect(Math.min(...widths(there))).toBeGreaterThanOrEqual(0);
          expect(there.effectiveN).toBeLessThanOrEqual(there.n);
        }
        const cubed = { x: first.map((a) => a ** 3), y: other, confidence: 0.9 };
        const plain = { x: first, y: other, confidence: 0.9 };
        expect(kendallCorrelation(cubed).value).toBe(kendallCorrelation(plain).value);
        expect(spearmanCorrelation(cubed).value).toBe(spearmanCorrelation(plain).value);
      }),
      { numRuns: 50, seed: 6 },
    );
  });
});

describe("effectiveSampleSize", () => {
  test("default", () => {
    const smoothX = smooth(x);
    const sum = smooth(x.map((value, i) => value + (weyl(300, SQRT3)[i] as number)));
    expect(smoothX.length).toBe(oracle.effectiveSampleSize.n);
    expectRelative(effectiveSampleSize(smoothX, sum), oracle.effectiveSampleSize.value, 1e-9);
  });

  test("behavior: two trends are worth the fewest pairs", () => {
    const trend = Array.from({ length: 500 }, (_, i) => i);
    expect(effectiveSampleSize(trend, trend)).toBeLessThan(12);
    expect(() => effectiveSampleSize([1, 2], [1])).toThrow(InvalidRequestError);
  });
});

describe("tailDependence", () => {
  test("default", () => {
    const { chi, chiBar } = tailDependence({ x, y, confidence: 0.95 }, rational(9n, 10n));
    expectRelative(chi.value, oracle.tailDependence.chi, 1e-12);
    expectRelative(widths(chi)[1], oracle.tailDependence.chiMargin, 1e-10);
    expectRelative(chiBar.value, oracle.tailDependence.chiBar, 1e-12);
    expectRelative(widths(chiBar)[0], oracle.tailDependence.chiBarMargin, 1e-10);
  });

  test("behavior: one when extremes coincide, and unavailable with a reason", () => {
    const same = tailDependence({ x, y: x, confidence: 0.95 }, rational(9n, 10n));
    expect(same.chi.value).toBeGreaterThan(0.98);
    expect(same.chiBar.value).toBeGreaterThan(0.98);
    expect(same.chi.interval?.upper).toBe(1);
    const opposite = { x, y: x.map((value) => -value), confidence: 0.95 };
    expect(tailDependence(opposite, rational(9n, 10n)).chi.status).not.toBe("OK");
    expect(tailDependence({ x, y, confidence: 0.95 }, rational(999n, 1000n)).chi.status).not.toBe("OK");
    const constant = { x, y: Array(300).fill(1), confidence: 0.95 };
    expect(tailDependence(constant, rational(9n, 10n)).chiBar.status).toBe("NOT_APPLICABLE");
    const few = { x: x.slice(0, 50), y: y.slice(0, 50), confidence: 0.95 };
    expect(tailDependence(few, rational(9n, 10n)).chi.status).toBe("INSUFFICIENT_DATA");
    expect(() => tailDependence({ x, y, confidence: 0.95 }, rational(1n, 1n))).toThrow(InvalidRequestError);
  });
});

describe("lowerTailDependence", () => {
  const tenth = rational(1n, 10n);

  test("default", () => {
    // Counted with NumPy and SciPy: pairs of which both ranks are at most 30, and beta.ppf of their share.
    const dependence = lowerTailDependence({ x, y, confidence: 0.95 }, tenth);
    expectRelative(dependence.value, oracle.lowerTailDependence.value, 1e-13);
    expectRelative(dependence.interval?.lower ?? null, oracle.lowerTailDependence.interval[0], 1e-9);
    expectRelative(dependence.interval?.upper ?? null, oracle.lowerTailDependence.interval[1], 1e-9);
  });

  test("behavior: 1 for the same order, unavailable with a reason", () => {
    const ask = { x, confidence: 0.95 };
    expect(lowerTailDependence({ ...ask, y: x.map((value) => value ** 3) }, tenth).value).toBe(1);
    const opposite = lowerTailDependence({ ...ask, y: x.map((value) => -value) }, tenth);
    expect(opposite).toMatchObject({ status: "INSUFFICIENT_DATA", n: 300, effectiveN: 0 });
    expect(lowerTailDependence({ ...ask, y: Array(300).fill(0) }, tenth).status).toBe("NOT_APPLICABLE");
    const few = { x: x.slice(0, 50), y: y.slice(0, 50), confidence: 0.95 };
    expect(lowerTailDependence(few, tenth).status).toBe("INSUFFICIENT_DATA");
    expect(() => lowerTailDependence({ x, y, confidence: 0.95 }, rational(0n, 1n))).toThrow(
      InvalidRequestError,
    );
  });
});
