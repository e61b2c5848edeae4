import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { rational } from "../../../api/domain/rational.ts";
import type { Estimate } from "../../../api/stats/estimate.ts";
import { gpdFit } from "../../../api/stats/gpd-fit.ts";
import { gpdGoodnessOfFit } from "../../../api/stats/gpd-goodness-of-fit.ts";
import { gpdLogLikelihood, gpdScaleGivenShape } from "../../../api/stats/gpd-likelihood.ts";
import { peaksOverThreshold } from "../../../api/stats/peaks-over-threshold.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { SHARED_MISSING } from "../../support/shared.ts";
import { expectRelative } from "./expect-relative.ts";
import { readOracle, readSharedColumn } from "./read-oracle.ts";
import { GOLDEN, weyl } from "./weyl.ts";

const NINETY_NINE = rational(99n, 100n);
const danish = readSharedColumn("danish.csv");

/** Generalised Pareto sample by inversion. */
function paretoSample(seed: bigint, count: number, shape: number, scale: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const survival = 1 - random.nextUniform();
    return shape === 0 ? -scale * Math.log(survival) : (scale * (survival ** -shape - 1)) / shape;
  });
}

function expectInside({ value, interval }: Estimate): void {
  expect(interval?.lower ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(value ?? 0);
  expect(interval?.upper ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(value ?? 0);
}

describe("peaksOverThreshold", () => {
  // R 4.2.2, evd::fpot and its profile; fExtremes::danishClaims. McNeil (1997) prints 0.50, 7.0, 27.3 and 58.2.
  test.skipIf(danish === null)(`default, Danish fire over 10${danish ? "" : ` (${SHARED_MISSING})`}`, () => {
    const fit = peaksOverThreshold({
      losses: danish ?? [],
      threshold: 10,
      level: NINETY_NINE,
      confidence: 0.95,
    });
    expectRelative(fit.shape.value, 0.496985833855, 1e-6);
    expectRelative(fit.scale.value, 6.97546782824, 1e-6);
    expectRelative(fit.logLikelihood, -374.8929902294, 1e-12);
    expectRelative(fit.valueAtRisk.value, 27.289987354, 1e-6);
    expectRelative(fit.expectedShortfall.value, 58.240102993, 1e-6);
    expectRelative(fit.shape.interval?.lower ?? null, 0.27452829, 1e-6);
    expectRelative(fit.shape.interval?.upper ?? null, 0.81888743, 1e-6);
    expect([fit.shape.n, fit.shape.effectiveN, fit.shape.status]).toEqual([2167, 109, "OK"]);
  });

  test.skipIf(danish === null)(
    `behavior: an infinite mean that is not rejected leaves ES unbounded${danish ? "" : ` (${SHARED_MISSING})`}`,
    () => {
      const fit = peaksOverThreshold({
        losses: danish ?? [],
        threshold: 20,
        level: NINETY_NINE,
        confidence: 0.95,
      });
      expectRelative(fit.shape.value, 0.684152234476, 1e-6);
      expectRelative(fit.scale.value, 9.635132317215, 1e-6);
      expectRelative(fit.logLikelihood, -142.184457692, 1e-12);
      expect(fit.shape.interval?.upper).toBeGreaterThan(1);
      expect(fit.expectedShortfall.interval?.upper).toBeNull();
      expect(fit.expectedShortfall.interval?.lower).toBeLessThan(fit.expectedShortfall.value ?? 0);
    },
  );

  test("default, sample of a formula against SciPy", () => {
    const { gpd } = readOracle<{ gpd: Record<string, number & number[]> }>("tail_and_dependence.json");
    const losses = weyl(500, GOLDEN).map((u) => (2 * ((1 - u) ** -0.3 - 1)) / 0.3);
    const fit = peaksOverThreshold({ losses, threshold: 0, level: NINETY_NINE, confidence: 0.95 });
    expectRelative(fit.shape.value, gpd["shape"] ?? 0, 1e-6);
    expectRelative(fit.scale.value, gpd["scale"] ?? 0, 1e-6);
    expectRelative(fit.logLikelihood, gpd["logLikelihood"] ?? 0, 1e-12);
    expectRelative(fit.shape.interval?.lower ?? null, gpd["shapeInterval"]?.[0] ?? 0, 1e-7);
    expectRelative(fit.shape.interval?.upper ?? null, gpd["shapeInterval"]?.[1] ?? 0, 1e-7);
    expectRelative(fit.expectedShortfall.value, gpd["shortfall99"] ?? 0, 1e-6);
    expectRelative(fit.expectedShortfall.interval?.lower ?? null, gpd["shortfall99Interval"]?.[0] ?? 0, 1e-7);
    expectRelative(fit.expectedShortfall.interval?.upper ?? null, gpd["shortfall99Interval"]?.[1] ?? 0, 1e-7);
  });

  test.each([
    [-0.3, 1],
    [-0.1, 5],
    [0, 2],
    [0.2, 1e6],
    [0.6, 1e-3],
  ])("behavior: intervals hold the parameters of a large sample, shape %d scale %d", (shape, scale) => {
    const losses = paretoSample(7n, 1500, shape, scale);
    const fit = peaksOverThreshold({ losses, threshold: 0, level: NINETY_NINE, confidence: 0.999 });
    expect(fit.shape.interval?.lower).toBeLessThan(shape);
    expect(fit.shape.interval?.upper).toBeGreaterThan(shape);
    expect(fit.scale.interval?.lower).toBeLessThan(scale);
    expect(fit.scale.interval?.upper).toBeGreaterThan(scale);
    const factor = shape === 0 ? Math.log(100) : (100 ** shape - 1) / shape;
    expect(fit.valueAtRisk.interval?.lower).toBeLessThan(scale * factor);
    expect(fit.valueAtRisk.interval?.upper).toBeGreaterThan(scale * factor);
    expect(fit.expectedShortfall.interval?.lower).toBeLessThan((scale * (factor + 1)) / (1 - shape));
    expect(fit.expectedShortfall.interval?.upper).toBeGreaterThan((scale * (factor + 1)) / (1 - shape));
  });

  test("behavior: what cannot be given says why", () => {
    const ask = { threshold: 0, level: NINETY_NINE, confidence: 0.95 };
    expect(peaksOverThreshold({ ...ask, losses: [] }).shape.status).toBe("NO_DATA");
    expect(peaksOverThreshold({ ...ask, losses: weyl(29, GOLDEN) }).shape).toMatchObject({
      status: "INSUFFICIENT_DATA",
      value: null,
      interval: null,
    });
    // Uniform numbers have shape −1, equal ones less: no regular maximum.
    expect(peaksOverThreshold({ ...ask, losses: weyl(400, GOLDEN) }).shape.status).toBe("MODEL_DOMAIN");
    expect(peaksOverThreshold({ ...ask, losses: Array(50).fill(3) }).shape.status).toBe("MODEL_DOMAIN");
    const heavy = peaksOverThreshold({ ...ask, losses: paretoSample(3n, 2000, 1.5, 1) });
    expect(heavy.expectedShortfall).toMatchObject({ status: "MODEL_DOMAIN", value: null });
    expect(heavy.valueAtRisk.status).toBe("OK");
    const low = { ...ask, threshold: 5, losses: paretoSample(3n, 2000, 0.3, 2), level: rational(1n, 2n) };
    expect(peaksOverThreshold(low).valueAtRisk).toMatchObject({ status: "NOT_APPLICABLE", value: null });
  });

  test("error: InvalidRequestError", () => {
    const ask = { threshold: 0, level: NINETY_NINE, confidence: 0.95 };
    expect(() => peaksOverThreshold({ ...ask, losses: [1, Number.NaN] })).toThrow(InvalidRequestError);
    expect(() => peaksOverThreshold({ ...ask, losses: [1], confidence: 1 })).toThrow(InvalidRequestError);
  });

  test("behavior: ES is above VaR, and both follow the unit of the losses", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 1000n), fc.double({ min: -0.3, max: 0.7, noNaN: true }), (seed, shape) => {
        const losses = paretoSample(seed, 60, shape, 1);
        const ask = { threshold: 0, level: NINETY_NINE, confidence: 0.9 };
        const fit = peaksOverThreshold({ ...ask, losses });
        if (fit.expectedShortfall.value === null) return;
        expect(fit.expectedShortfall.value).toBeGreaterThan(fit.valueAtRisk.value ?? 0);
        const other = peaksOverThreshold({ ...ask, losses: losses.map((x) => x * 1024) });
        expectRelative(other.expectedShortfall.value, fit.expectedShortfall.value * 1024, 1e-6);
        expect(Math.abs((other.shape.value ?? 9) - (fit.shape.value ?? 0))).toBeLessThan(1e-6);
        [fit.shape, fit.scale, fit.valueAtRisk, fit.expectedShortfall].forEach(expectInside);
      }),
      { numRuns: 25, seed: 6 },
    );
  });
});

describe("gpdFit", () => {
  test("behavior: no other parameters are more likely", () => {
    const sample = paretoSample(11n, 200, 0.25, 3);
    const fit = gpdFit(sample);
    fc.assert(
      fc.property(
        fc.double({ min: -0.9, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        (shape, scale) => {
          const best = gpdLogLikelihood(sample, shape, gpdScaleGivenShape(sample, shape));
          expect(gpdLogLikelihood(sample, shape, scale)).toBeLessThanOrEqual(best + 1e-9);
          expect(best).toBeLessThanOrEqual((fit?.logLikelihood ?? 0) + 1e-9);
        },
      ),
      { seed: 6 },
    );
  });
});

describe("gpdGoodnessOfFit", () => {
  const resampling = { resamples: 199 };

  test("default", () => {
    // A² of the quantiles (i − ½)/5 of an exponential distribution, from SciPy's logcdf and logsf and the definition.
    const { gpdGoodness } = readOracle<{ gpdGoodness: number }>("tail_and_dependence.json");
    const excesses = [0.1, 0.3, 0.5, 0.7, 0.9].map((u) => -2 * Math.log(1 - u));
    const fit = { shape: 0, scale: 2, logLikelihood: 0 };
    const { statistic } = gpdGoodnessOfFit(excesses, fit, { random: seededRandom(1n), resamples: 0 });
    expectRelative(statistic, gpdGoodness, 1e-12);
  });

  test("behavior: a sample of the family passes, another does not, the same seed gives the same", () => {
    const pValue = (excesses: number[]) => {
      const fit = gpdFit(excesses);
      if (fit === null) throw new Error("Expected a fit.");
      return gpdGoodnessOfFit(excesses, fit, { ...resampling, random: seededRandom(5n) }).pValue;
    };
    const pareto = paretoSample(21n, 150, 0.4, 2);
    expect(pValue(pareto)).toBeGreaterThan(0.1);
    expect(pValue(pareto)).toBe(pValue(pareto));
    expect(pValue(paretoSample(21n, 150, 0, 2).map((x) => x + 2))).toBeLessThan(0.02);
  });
});
