import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { extremalIndex } from "../../../api/stats/extremal-index.ts";
import { hillEstimator } from "../../../api/stats/hill-estimator.ts";
import { hillPlot } from "../../../api/stats/hill-plot.ts";
import { meanExcess } from "../../../api/stats/mean-excess.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { thresholdStability } from "../../../api/stats/threshold-stability.ts";
import { weissmanQuantile } from "../../../api/stats/weissman-quantile.ts";
import { SHARED_MISSING } from "../../support/shared.ts";
import { expectRelative } from "./expect-relative.ts";
import { readOracle, readSharedColumn } from "./read-oracle.ts";
import { GOLDEN, weyl } from "./weyl.ts";

const oracle = readOracle<{ hill: { shape: number; quantile999: number } }>("tail_and_dependence.json");
const pareto = weyl(400, GOLDEN).map((u) => (1 - u) ** -0.5);
const bmw = readSharedColumn("bmw.csv");

function uniforms(seed: bigint, count: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => 1 - random.nextUniform());
}

describe("hillEstimator", () => {
  test("default", () => {
    const hill = hillEstimator({ sample: pareto, order: 40, confidence: 0.95 });
    expectRelative(hill.value, oracle.hill.shape, 1e-13);
    // 1.959964·ξ/√40
    expectRelative(
      hill.interval?.upper ?? null,
      oracle.hill.shape * (1 + 1.959963984540054 / Math.sqrt(40)),
      1e-13,
    );
    expect([hill.n, hill.effectiveN]).toEqual([400, 40]);
  });

  test("behavior: the unit does not matter, and the interval holds the index of a large Pareto sample", () => {
    const sample = uniforms(5n, 20_000).map((u) => u ** -0.4);
    const hill = hillEstimator({ sample, order: 2000, confidence: 0.999 });
    expect(hill.interval?.lower).toBeLessThan(0.4);
    expect(hill.interval?.upper).toBeGreaterThan(0.4);
    const scaled = hillEstimator({ sample: sample.map((x) => x * 4096), order: 2000, confidence: 0.999 });
    expectRelative(scaled.value, hill.value ?? 0, 1e-12);
  });

  test("behavior: what cannot be given says why", () => {
    const status = (sample: number[], order: number) =>
      hillEstimator({ sample, order, confidence: 0.95 }).status;
    expect(status(pareto, 29)).toBe("INSUFFICIENT_DATA");
    expect(status(pareto.slice(0, 40), 40)).toBe("INSUFFICIENT_DATA");
    expect(status([], 40)).toBe("NO_DATA");
    expect(status(Array(50).fill(2), 40)).toBe("MODEL_DOMAIN");
    expect(status([...Array(30).fill(0), ...weyl(30, GOLDEN)], 40)).toBe("MODEL_DOMAIN");
  });
});

describe("hillPlot", () => {
  test("behavior: every point is the estimate at its k", () => {
    const points = hillPlot(pareto);
    expect(points.map((point) => point.order)).toEqual(Array.from({ length: 31 }, (_, i) => i + 10));
    expectRelative(points.at(-1)?.shape ?? null, oracle.hill.shape, 1e-12);
    expectRelative(points.at(-1)?.standardError ?? null, oracle.hill.shape / Math.sqrt(40), 1e-12);
    expect(hillPlot(pareto.slice(0, 99))).toEqual([]);
    expect(hillPlot(Array(100).fill(-1))[0]).toEqual({ order: 10, shape: null, standardError: null });
  });
});

describe("weissmanQuantile", () => {
  test("default", () => {
    const input = { sample: pareto, order: 40, confidence: 0.95 };
    const quantile = weissmanQuantile(input, rational(999n, 1000n));
    expectRelative(quantile.value, oracle.hill.quantile999, 1e-12);
    expect(quantile.interval?.lower).toBeLessThan(1000 ** 0.5);
    expect(quantile.interval?.upper).toBeGreaterThan(1000 ** 0.5);
    expect(weissmanQuantile(input, rational(1n, 2n)).status).toBe("NOT_APPLICABLE");
    expect(weissmanQuantile(input, rational(1n, 1n)).status).toBe("NOT_APPLICABLE");
    expect(weissmanQuantile({ ...input, order: 10 }, rational(999n, 1000n)).status).toBe("INSUFFICIENT_DATA");
  });
});

describe("meanExcess", () => {
  test("default", () => {
    // Excesses over 100 of 101 … 150: mean 25.5, variance 212.5 (of 1 … 50).
    const losses = Array.from({ length: 150 }, (_, i) => i + 1);
    const excess = meanExcess(losses, 100, 0.95);
    expectRelative(excess.value, 25.5, 1e-15);
    expectRelative(excess.interval?.upper ?? null, 25.5 + 1.959963984540054 * Math.sqrt(212.5 / 50), 1e-14);
    expect(meanExcess(losses, 130, 0.95)).toMatchObject({ status: "INSUFFICIENT_DATA", n: 150, value: null });
  });
});

describe("thresholdStability", () => {
  test("behavior: shape and modified scale do not depend on the threshold of a generalised Pareto sample", () => {
    const losses = uniforms(9n, 1500).map((u) => (2 * (u ** -0.25 - 1)) / 0.25);
    const ask = { losses, level: rational(99n, 100n), confidence: 0.999 };
    const rows = thresholdStability({ ...ask, thresholds: [0, 2, 4, 1e9] });
    for (const row of rows.slice(0, 3)) {
      expect(row.shape.interval?.lower).toBeLessThan(0.25);
      expect(row.shape.interval?.upper).toBeGreaterThan(0.25);
      expect(Math.abs((row.modifiedScale ?? 9) - 2)).toBeLessThan(1.5);
      // e(u) = (β + ξu)/(1 − ξ)
      const expected = (2 + 0.25 * row.threshold) / 0.75;
      expect(row.meanExcess.interval?.lower).toBeLessThan(expected);
      expect(row.meanExcess.interval?.upper).toBeGreaterThan(expected);
    }
    expect(rows[3]).toMatchObject({
      exceedances: 0,
      modifiedScale: null,
      shape: { status: "INSUFFICIENT_DATA", n: 1500, effectiveN: 0 },
    });
  });
});

describe("extremalIndex", () => {
  // R 4.2.2, evd::exi(bmw, 0.02125411, r = 0).
  test.skipIf(bmw === null)(`default${bmw ? "" : ` (${SHARED_MISSING})`}`, () => {
    const series = bmw ?? [];
    const input = { series, threshold: 0.02125411, confidence: 0.95 };
    const theta = extremalIndex(input, { random: seededRandom(1n), resamples: 500 });
    expectRelative(theta.value, 0.5955098695, 1e-9);
    expect(theta.interval?.lower).toBeLessThan(0.5955);
    expect(theta.interval?.upper).toBeGreaterThan(0.5955);
    const again = extremalIndex(input, { random: seededRandom(1n), resamples: 500 });
    expect(again).toEqual(theta);
  });

  test("behavior: a moving maximum of two has index 1/2, independent values have 1", () => {
    const raw = uniforms(3n, 20_001).map((u) => 1 / u);
    const doubled = raw.slice(1).map((x, i) => Math.max(x, raw[i] as number));
    const ask = { confidence: 0.999 };
    const resampling = { random: seededRandom(2n), resamples: 1000 };
    const half = extremalIndex({ ...ask, series: doubled, threshold: 50 }, resampling);
    expect(half.interval?.lower).toBeLessThan(0.5);
    expect(half.interval?.upper).toBeGreaterThan(0.5);
    expect(half.interval?.upper).toBeLessThan(0.7);
    const one = extremalIndex({ ...ask, series: raw, threshold: 25 }, resampling);
    expect(one.interval?.upper).toBeGreaterThan(0.95);
  });

  test("behavior: gaps of at most two use the first form", () => {
    // 40 exceedances, every gap 2: 2(39·2)²/(39·39·4) = 2, cut to 1.
    const series = Array.from({ length: 80 }, (_, i) => i % 2);
    const resampling = { random: seededRandom(2n), resamples: 100 };
    expect(extremalIndex({ series, threshold: 0, confidence: 0.9 }, resampling).value).toBe(1);
  });

  test("behavior: too few exceedances", () => {
    const resampling = { random: seededRandom(2n), resamples: 10 };
    const ask = { series: weyl(100, GOLDEN), confidence: 0.9 };
    expect(extremalIndex({ ...ask, threshold: 0.8 }, resampling).status).toBe("INSUFFICIENT_DATA");
    expect(extremalIndex({ ...ask, threshold: 2 }, resampling)).toMatchObject({
      status: "INSUFFICIENT_DATA",
      effectiveN: 0,
    });
    expect(extremalIndex({ ...ask, series: [], threshold: 2 }, resampling).status).toBe("NO_DATA");
  });
});
