import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { ar1HalfLife } from "../../../api/stats/ar1-half-life.ts";
import type { Estimate } from "../../../api/stats/estimate.ts";
import { extremalIndex } from "../../../api/stats/extremal-index.ts";
import { hawkes } from "../../../api/stats/hawkes.ts";
import { hillEstimator } from "../../../api/stats/hill-estimator.ts";
import { kendallCorrelation } from "../../../api/stats/kendall-correlation.ts";
import { lowerTailDependence } from "../../../api/stats/lower-tail-dependence.ts";
import { marginalExpectedShortfall } from "../../../api/stats/marginal-expected-shortfall.ts";
import { meanExcess } from "../../../api/stats/mean-excess.ts";
import { neweyWestRegression } from "../../../api/stats/newey-west-regression.ts";
import { peaksOverThreshold } from "../../../api/stats/peaks-over-threshold.ts";
import { pearsonCorrelation } from "../../../api/stats/pearson-correlation.ts";
import { sampleMean } from "../../../api/stats/sample-mean.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { spearmanCorrelation } from "../../../api/stats/spearman-correlation.ts";
import { tailDependence } from "../../../api/stats/tail-dependence.ts";
import { weissmanQuantile } from "../../../api/stats/weissman-quantile.ts";

/** Samples as data have them at their worst: few distinct values, huge and tiny sizes, long constant stretches. */
const oddNumber = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.double({ min: -1e150, max: 1e150, noNaN: true }),
  fc.double({ min: -1e-150, max: 1e-150, noNaN: true }),
  fc.constantFrom(0, 1, 1e18, 5e-324, 3e-200, 1e305),
);
const oddPairs = fc.array(fc.tuple(oddNumber, oddNumber), { minLength: 60, maxLength: 120 });

function expectWhole(estimate: Estimate): void {
  const { value, interval, confidence, effectiveN, status, reason } = estimate;
  expect(value === null).toBe(status !== "OK");
  if (value === null) expect(reason).not.toBeNull();
  for (const number of [value, interval?.lower, interval?.upper, confidence, effectiveN]) {
    expect(number === null || number === undefined || Number.isFinite(number), JSON.stringify(estimate)).toBe(
      true,
    );
  }
}

const confidence = 0.95;
const share = rational(1n, 5n);
const level = rational(9n, 10n);

type Series = { readonly x: number[]; readonly y: number[] };
const kernels: Record<string, (series: Series) => Estimate[]> = {
  peaksOverThreshold: ({ x }) => {
    const fit = peaksOverThreshold({ losses: x, threshold: 0, level: rational(99n, 100n), confidence });
    return [fit.shape, fit.scale, fit.valueAtRisk, fit.expectedShortfall];
  },
  ar1HalfLife: ({ x }) => Object.values(ar1HalfLife(x, confidence)),
  sampleMean: ({ x }) => [sampleMean(x, confidence)],
  meanExcess: ({ x }) => [meanExcess(x, -1, confidence)],
  hill: ({ x }) => [
    hillEstimator({ sample: x.map(Math.abs), order: 30, confidence }),
    weissmanQuantile({ sample: x.map(Math.abs), order: 30, confidence }, rational(999n, 1000n)),
  ],
  extremalIndex: ({ x }) => [
    extremalIndex({ series: x, threshold: 0, confidence }, { random: seededRandom(1n), resamples: 20 }),
  ],
  correlations: ({ x, y }) =>
    [pearsonCorrelation, spearmanCorrelation, kendallCorrelation].map((kernel) =>
      kernel({ x, y, confidence }),
    ),
  tails: ({ x, y }) => {
    const { chi, chiBar } = tailDependence({ x, y, confidence }, level);
    return [chi, chiBar, lowerTailDependence({ x, y, confidence }, share)];
  },
  neweyWest: ({ x, y }) => neweyWestRegression({ response: y, regressors: [x.map(() => 1), x], confidence }),
  marginalExpectedShortfall: ({ x, y }) => [
    marginalExpectedShortfall({ fund: y, market: x, share, confidence }),
  ],
};

describe("estimates", () => {
  test.each(Object.entries(kernels))("behavior: %s is whole for any finite sample", (_, kernel) => {
    fc.assert(
      fc.property(oddPairs, (pairs) => {
        kernel({ x: pairs.map(([a]) => a), y: pairs.map(([, b]) => b) }).forEach(expectWhole);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  test("behavior: hawkes is whole for any ascending times", () => {
    const gap = fc.oneof(fc.constantFrom(1e-9, 1, 12), fc.double({ min: 1e-3, max: 1e5, noNaN: true }));
    fc.assert(
      fc.property(fc.array(gap, { minLength: 100, maxLength: 110 }), (gaps) => {
        let time = 0;
        const times = gaps.map((step) => {
          time += step;
          return time;
        });
        expectWhole(hawkes({ times, duration: time, confidence }).branchingRatio);
      }),
      { numRuns: 8, seed: 6 },
    );
  });
});
