import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../../api/domain/rational.ts";
import type { Estimate } from "../../../../api/stats/estimate.ts";
import type { TestResult } from "../../../../api/stats/test-result.ts";
import { backtest, rollingForecasts } from "../../../../api/stress/tail/backtest.ts";
import { coMovement } from "../../../../api/stress/tail/co-movement.ts";
import { clustering, extremeValues, thresholdTable } from "../../../../api/stress/tail/extreme-values.ts";
import { deltaCovar, systemicShortfall, turbulenceReading } from "../../../../api/stress/tail/joint-tail.ts";
import { tailIndex } from "../../../../api/stress/tail/pareto-tail.ts";
import { pathDrawdown } from "../../../../api/stress/tail/path-drawdown.ts";
import type { TailMethod, TailQuestion } from "../../../../api/stress/tail/tail-question.ts";
import { tailRisk } from "../../../../api/stress/tail/tail-risk.ts";
import { tailSample } from "../../../../api/stress/tail/tail-sample.ts";

const METHODS: readonly TailMethod[] = [
  "HISTORICAL",
  "AGE_WEIGHTED",
  "FILTERED_HISTORICAL",
  "GPD_POT",
  "HILL_WEISSMAN",
];
const method = fc.constantFrom(...METHODS);

/** Samples as data have them at their worst: few distinct values, huge and tiny sizes, constant stretches. */
const oddNumber = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.double({ min: -1e100, max: 1e100, noNaN: true }),
  fc.double({ min: -1e-100, max: 1e-100, noNaN: true }),
  fc.constantFrom(0, 1, 1e18, 5e-324, 3e-200),
);
const oddSample = fc.array(oddNumber, { maxLength: 400 });
const sample = fc.array(fc.double({ min: -1, max: 3, noNaN: true }), { minLength: 330, maxLength: 400 });

function questionOf(losses: readonly number[], of: TailMethod): TailQuestion {
  return {
    ...{
      losses,
      method: of,
      level: rational(19n, 20n),
      threshold: null,
      decay: 0.97,
      horizon: 1,
      isChange: true,
    },
    ...{ confidence: 0.95, seed: 3n, resamples: 0, interval: "PERCENTILE" },
  };
}

function expectWhole(estimate: Estimate | TestResult): void {
  const value = "value" in estimate ? estimate.value : estimate.statistic;
  const interval = "interval" in estimate ? estimate.interval : null;
  expect(value === null, JSON.stringify(estimate)).toBe(estimate.status !== "OK");
  if (value === null) expect(estimate.reason).not.toBeNull();
  for (const number of [value, interval?.lower, interval?.upper]) {
    expect(number == null || Number.isFinite(number), JSON.stringify(estimate)).toBe(true);
  }
}

describe("tails of any sample", () => {
  test("behavior: every method has a finite answer or a status, and ES is never below VaR", () => {
    fc.assert(
      fc.property(oddSample, method, (losses, of) => {
        const { valueAtRisk, expectedShortfall } = tailRisk(questionOf(losses, of));
        expectWhole(valueAtRisk);
        expectWhole(expectedShortfall);
        if (valueAtRisk.value === null || expectedShortfall.value === null) return;
        const rounding = 1e-9 * Math.abs(valueAtRisk.value);
        expect(expectedShortfall.value).toBeGreaterThanOrEqual(valueAtRisk.value - rounding);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("behavior: extremes, tail index, drawdowns and backtests are whole", () => {
    fc.assert(
      fc.property(oddSample, method, (losses, of) => {
        const question = questionOf(losses, of);
        const extremes = extremeValues(question);
        const rows = thresholdTable(question, extremes.choice);
        for (const row of rows) [row.meanExcess, row.shape, row.valueAtRisk].forEach(expectWhole);
        [extremes.shape, extremes.scale, tailIndex(question).shape].forEach(expectWhole);
        if (extremes.choice.threshold !== null) expectWhole(clustering(question, extremes.choice.threshold));
        const { unconditional, independence, conditional, shortfall, pinball, againstHistorical } = backtest(
          question,
          60,
        );
        [unconditional, independence, conditional, shortfall, pinball, againstHistorical].forEach(
          expectWhole,
        );
        const path = { levels: losses, from: losses.map((_, i) => i) };
        expectWhole(pathDrawdown(path, question.level).conditional);
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  test("behavior: a forecast knows nothing of its loss or of what comes after", () => {
    fc.assert(
      fc.property(sample, sample, method, (losses, others, of) => {
        const cut = 320;
        const changed = [...losses.slice(0, cut), ...others].slice(0, 350);
        const seen = ({ losses: all }: { losses: readonly number[] }) =>
          rollingForecasts(questionOf(all, of), 300)
            .filter(({ at }) => at <= cut)
            .map(({ at, valueAtRisk, expectedShortfall }) => [at, valueAtRisk, expectedShortfall]);
        expect(seen({ losses: changed })).toEqual(
          seen({ losses: losses.slice(0, cut) }).concat(
            seen({ losses: changed }).filter(([at]) => at === cut),
          ),
        );
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  test("behavior: over h buckets a forecast ends where its loss begins", () => {
    const losses = Array.from({ length: 100 }, (_, i) => i);
    const made = rollingForecasts({ ...questionOf(losses, "HISTORICAL"), horizon: 5 }, 60);
    // The largest of 60 consecutive losses but the last three is the forecast: 5 % of 60 are 3. It must lie 5 or more before.
    for (const { at, valueAtRisk } of made) expect(valueAtRisk).toBe(at - 5 - 3);
    expect(made.map(({ at }) => at)).toEqual([64, 69, 74, 79, 84, 89, 94, 99]);
  });
});

describe("pairs of any samples", () => {
  const levels = fc.array(fc.tuple(oddNumber, oddNumber), { maxLength: 250 });

  test("behavior: co-movement and joint tails are whole", () => {
    fc.assert(
      fc.property(levels, (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const share = rational(1n, 10n);
        const settings = { share, confidence: 0.95, seed: 1n, resamples: 0 };
        const input = { fund: x.map(Math.abs), market: y.map(Math.abs), horizon: 1, distance: 0 };
        Object.values(coMovement({ ...input, ...settings })).forEach(expectWhole);
        expectWhole(deltaCovar({ x, y }, settings));
        expectWhole(
          systemicShortfall({ x, y }, { debt: 1, resources: 1 }, { ...settings, capitalRatio: 0.08 }),
        );
        const logs = pairs.map(([a, b]) => [Math.atan(a), Math.atan(b)]);
        expectWhole(turbulenceReading(logs).value);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("tailSample", () => {
  const value = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null });

  // ln(100/90) = 0.1053…; 90 is 10 below 100; 1 − 90/100.
  test("default: what a loss is", () => {
    const of = (transform: "RETURN" | "LOSS" | "DRAWDOWN" | "LEVEL", side: "FALL" | "RISE") =>
      tailSample({ values: [100, null, 90, 45], transform, side, horizon: 1 }).losses;
    expect(of("RETURN", "FALL")).toEqual([null, null, null, Math.log(2)]);
    expect(of("LOSS", "FALL")).toEqual([null, null, null, 45]);
    expect(of("LOSS", "RISE")).toEqual([null, null, null, -45]);
    expect(of("DRAWDOWN", "FALL")).toEqual(
      [0, null, 0.1, 0.55].map((x) => (x === null ? null : expect.closeTo(x, 12))),
    );
    expect(of("LEVEL", "RISE")).toEqual([100, null, 90, 45]);
  });

  test("behavior: what comes later changes no loss, for every transform", () => {
    const transform = fc.constantFrom(
      "RETURN" as const,
      "LOSS" as const,
      "DRAWDOWN" as const,
      "LEVEL" as const,
    );
    fc.assert(
      fc.property(fc.array(value), fc.array(value), transform, (before, after, of) => {
        const input = {
          transform: of,
          side: "FALL" as const,
          horizon: of === "RETURN" || of === "LOSS" ? 2 : 1,
        };
        const all = tailSample({ ...input, values: [...before, ...after] }).losses;
        expect(all.slice(0, before.length)).toEqual(tailSample({ ...input, values: before }).losses);
      }),
    );
  });
});
