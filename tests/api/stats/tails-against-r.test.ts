// Numbers by R's evd, fExtremes, boot and quantreg: tests/oracles/tails.R.
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { bootstrapInterval } from "../../../api/stats/bootstrap-interval.ts";
import { expectedShortfall } from "../../../api/stats/expected-shortfall.ts";
import { extremalIndex } from "../../../api/stats/extremal-index.ts";
import { quantileRegression } from "../../../api/stats/quantile-regression.ts";
import { sampleQuantile } from "../../../api/stats/sample-quantile.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { extremeValues } from "../../../api/stress/tail/extreme-values.ts";
import type { TailQuestion } from "../../../api/stress/tail/tail-question.ts";
import { tailRisk } from "../../../api/stress/tail/tail-risk.ts";
import oracle from "../../oracles/tails.json" with { type: "json" };
import { SHARED_MISSING } from "../../support/shared.ts";
import { expectRelative } from "./expect-relative.ts";
import { readSharedColumn } from "./read-oracle.ts";
import { GOLDEN, SQRT2, weyl } from "./weyl.ts";

const uniform = weyl(2000, GOLDEN);
const losses = uniform.map((u) => (3 * ((1 - u) ** -0.4 - 1)) / 0.4 - 1);
/** The mean of each loss and the two before it, of the first thousand. */
const series = losses
  .slice(2, 1000)
  .map((loss, i) => (loss + (losses[i + 1] as number) + (losses[i] as number)) / 3);
const danish = readSharedColumn("danish.csv");

function questionOf(sample: readonly number[], threshold: number): TailQuestion {
  return {
    ...{ losses: sample, threshold, level: rational(99n, 100n), method: "GPD_POT", decay: 0.94, horizon: 1 },
    ...{ isChange: false, confidence: 0.95, seed: 1n, resamples: 0, interval: "PERCENTILE" },
  };
}

describe("extremeValues against evd and fExtremes", () => {
  const { gpd } = oracle;
  const found = extremeValues(questionOf(losses, gpd.threshold));

  // evd stops its optimiser at a relative change of 1e-8 of the likelihood, fExtremes earlier.
  test("default: fit", () => {
    const [scale, shape] = gpd.evd as [number, number];
    expectRelative(found.scale.value, scale, 1e-4);
    expectRelative(found.shape.value, shape, 2e-4);
    const [shapeF, scaleF] = gpd.fExtremes as [number, number];
    expectRelative(found.shape.value, shapeF, 1e-3);
    expectRelative(found.scale.value, scaleF, 1e-3);
  });

  // evd interpolates the profile between points.
  test("behavior: profile intervals", () => {
    const pairs = [
      [found.shape.interval, gpd.shapeInterval],
      [found.scale.interval, gpd.scaleInterval],
    ] as const;
    for (const [interval, [lower, upper]] of pairs) {
      expectRelative(interval?.lower ?? null, lower as number, 1e-3);
      expectRelative(interval?.upper ?? null, upper as number, 1e-3);
    }
  });

  test("behavior: VaR and ES at 99 %, by the method that the API calls", () => {
    const [valueAtRisk, shortfall] = gpd.risk99 as [number, number];
    const risk = tailRisk(questionOf(losses, gpd.threshold));
    expectRelative(risk.valueAtRisk.value, valueAtRisk, 1e-4);
    expectRelative(risk.expectedShortfall.value, shortfall, 1e-3);
  });

  // R 4.2.2, evd::fpot and fExtremes::gpdRiskMeasures on danishClaims over 10: 0.4970, 6.9755, 58.24.
  test.skipIf(danish === null)(`behavior: Danish fire over 10${danish ? "" : ` (${SHARED_MISSING})`}`, () => {
    const fire = extremeValues(questionOf(danish ?? [], 10));
    expect(fire.exceedances).toBe(109);
    expect(fire.shape.value?.toFixed(4)).toBe("0.4970");
    expect(fire.scale.value?.toFixed(4)).toBe("6.9755");
    expect(fire.risk.expectedShortfall.value?.toFixed(2)).toBe("58.24");
  });

  test("behavior: extremal index of a moving average", () => {
    const threshold = sampleQuantile(Float64Array.from(series).sort(), rational(9n, 10n));
    const input = { series, threshold, confidence: 0.95 };
    const { value } = extremalIndex(input, { random: seededRandom(1n), resamples: 100 });
    expectRelative(value, oracle.extremalIndex, 1e-9);
  });
});

// R draws other numbers: with 20,000 and 4,000 resamples an end moves by a few hundredths of the width from seed to seed.
describe("bootstrap intervals against boot", () => {
  const { variance, shortfall } = oracle;

  test.each([
    ["PERCENTILE", variance.percentile],
    ["BCA", variance.bca],
  ] as const)("behavior: %s interval of a variance", (kind, [lower, upper]) => {
    const values = losses.slice(0, 300);
    const varianceOf = (indices: Uint32Array): number => {
      const drawn = Array.from(indices, (index) => values[index] as number);
      const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
      return drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (drawn.length - 1);
    };
    const settings = { random: seededRandom(3n), replicates: 10_000, kind };
    const { interval } = bootstrapInterval({ n: values.length, blockLength: 1 }, settings, varianceOf);
    const width = (upper as number) - (lower as number);
    expect(Math.abs((interval?.lower ?? 0) - (lower as number))).toBeLessThan(0.05 * width);
    expect(Math.abs((interval?.upper ?? 0) - (upper as number))).toBeLessThan(0.1 * width);
  });

  test("behavior: expected shortfall of a dependent series", () => {
    const settings = { random: seededRandom(4n), replicates: 4000, blockLength: 10 };
    const { value, interval } = expectedShortfall(series, rational(39n, 40n), settings);
    const [lower, upper] = shortfall.interval as [number, number];
    expectRelative(value, shortfall.value, 1e-10);
    expect(Math.abs((interval?.lower ?? 0) - lower)).toBeLessThan(0.06 * (upper - lower));
    expect(Math.abs((interval?.upper ?? 0) - upper)).toBeLessThan(0.06 * (upper - lower));
  });

  test("behavior: BCa of a shortfall lies higher than percentiles, as the tail is skewed", () => {
    const [percentile, bca] = (["PERCENTILE", "BCA"] as const).map((kind) => {
      const settings = { random: seededRandom(4n), replicates: 2000, blockLength: 10, kind };
      return expectedShortfall(series, rational(39n, 40n), settings).interval;
    });
    expect(bca?.upper).toBeGreaterThan(percentile?.upper ?? Infinity);
    expect(bca?.lower).toBeGreaterThan(percentile?.lower ?? Infinity);
  });
});

describe("quantileRegression against quantreg", () => {
  test("default: three quantiles of a spread that grows", () => {
    const x = uniform.slice(0, 400);
    const noise = weyl(400, SQRT2);
    const y = x.map((u, i) => 2 * u + (1 + u) * (noise[i] as number));
    for (const [i, level] of [rational(1n, 20n), rational(1n, 2n), rational(9n, 10n)].entries()) {
      const line = quantileRegression({ x, y }, level);
      expectRelative(line?.intercept ?? null, oracle.quantileRegression[2 * i] as number, 1e-10);
      expectRelative(line?.slope ?? null, oracle.quantileRegression[2 * i + 1] as number, 1e-10);
    }
  });
});
