// Values by SciPy (stats.ecdf of censored data): tests/oracles/estimators.py. Others are cited where they stand.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { rational } from "../../../api/domain/rational.ts";
import { conditionalDrawdownAtRisk } from "../../../api/stats/conditional-drawdown-at-risk.ts";
import { drawdownPath } from "../../../api/stats/drawdown-path.ts";
import { kaplanMeier, type Lifetime } from "../../../api/stats/kaplan-meier.ts";
import { maximumDrawdown } from "../../../api/stats/maximum-drawdown.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { survivalQuantile } from "../../../api/stats/survival-quantile.ts";
import oracle from "../../oracles/estimators.json" with { type: "json" };
import { expectRelative } from "./expect-relative.ts";

const path = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 60 });
const half = rational(1n, 2n);

function lifetimes(durations: readonly number[], events: readonly (boolean | number)[]): Lifetime[] {
  return durations.map((duration, i) => ({ duration, isEvent: Boolean(events[i]) }));
}

// R 4.2.2, survival 3.5-3: survfit(Surv(t, d) ~ 1, conf.type = "log-log").
const recorded = lifetimes([3, 5, 7, 7, 9, 12, 15, 20], [1, 1, 1, 0, 1, 0, 1, 0]);

describe("maximumDrawdown", () => {
  test("default", () => {
    expect(drawdownPath([100, 80, 120, 90], "relative")).toEqual([0, 0.2, 0, 0.25]);
    expect(maximumDrawdown([100, 80, 120, 90, 130, 129], "relative")).toEqual({
      depth: 0.25,
      peak: 2,
      trough: 3,
      recovery: 4,
    });
  });

  test("behavior: absolute and relative differ; an open drawdown has no recovery; a path that never falls has none", () => {
    const levels = [10, 5, 100, 60];
    expect(maximumDrawdown(levels, "relative")).toMatchObject({ depth: 0.5, trough: 1, recovery: 2 });
    expect(maximumDrawdown(levels, "absolute")).toMatchObject({ depth: 40, trough: 3, recovery: null });
    expect(maximumDrawdown([-3, -5, 1], "absolute")).toMatchObject({
      depth: 2,
      peak: 0,
      trough: 1,
      recovery: 2,
    });
    expect(maximumDrawdown([5, 0, 0, 6], "relative")).toEqual({ depth: 1, peak: 0, trough: 1, recovery: 3 });
    for (const rising of [[], [0, 0], [1, 1, 2]]) expect(maximumDrawdown(rising, "relative")).toBeNull();
  });

  test("behavior: equals the largest fall over all pairs in order", () => {
    fc.assert(
      fc.property(path, (levels) => {
        const falls = levels.flatMap((later, j) => levels.slice(0, j + 1).map((earlier) => earlier - later));
        expect(maximumDrawdown(levels, "absolute")?.depth ?? 0).toBe(Math.max(...falls));
      }),
    );
  });

  test("error: InvalidRequestError for a share of a negative level, or a gap", () => {
    expect(() => drawdownPath([1, -1], "relative")).toThrow(InvalidRequestError);
    expect(() => drawdownPath([1, Number.NaN], "absolute")).toThrow(InvalidRequestError);
  });
});

describe("conditionalDrawdownAtRisk", () => {
  const wave = Array.from({ length: 100 }, (_, i) => 100 - (i % 10));

  // By hand: each depth 0..9 stands 10 times; the worst 15 are ten of 9 and five of 8, so (90 + 40)/15.
  test("default", () => {
    const found = conditionalDrawdownAtRisk(wave, { level: rational(85n, 100n), kind: "absolute" });
    expectRelative(found.value, 130 / 15, 1e-15);
    expect(found).toMatchObject({ n: 100, interval: null, confidence: null, status: "OK" });
  });

  test("behavior: INSUFFICIENT_DATA below 100 levels", () => {
    const found = conditionalDrawdownAtRisk(wave.slice(1), { level: half, kind: "absolute" });
    expect(found).toMatchObject({ value: null, status: "INSUFFICIENT_DATA" });
  });

  test("behavior: a bootstrap interval repeats with its seed; a level of 0 leaves none", () => {
    const measure = { level: rational(9n, 10n), kind: "relative" } as const;
    const run = () => conditionalDrawdownAtRisk(wave, measure, { random: seededRandom(5n), replicates: 999 });
    expect(run()).toEqual(run());
    expect(run().interval?.lower).toBeLessThan(run().interval?.upper as number);
    const drained = conditionalDrawdownAtRisk([...wave, 0, 0], measure, { random: seededRandom(5n) });
    expect(drained).toMatchObject({ status: "OK", interval: null });
  });
});

describe("kaplanMeier", () => {
  test("default", () => {
    const curve = kaplanMeier(recorded);
    expect(curve.map((step) => step.time)).toEqual([3, 5, 7, 9, 15]);
    for (const [i, survival] of [0.875, 0.75, 0.625, 0.46875, 0.234375].entries()) {
      expectRelative(curve[i]?.survival ?? null, survival, 1e-15);
    }
    expect(curve[3]?.interval?.lower).toBeCloseTo(0.12, 3);
    expect(curve[3]?.interval?.upper).toBeCloseTo(0.763, 3);
    // Greenwood by hand: (3/4)² (1/(8·7) + 1/(7·6)) = 3/128.
    expectRelative(curve[1]?.variance ?? null, 3 / 128, 1e-14);
  });

  test("behavior: curve and log-log bands of SciPy on 60 lifetimes with ties", () => {
    const { durations, events, time, survival, lower, upper } = oracle.survival;
    const curve = kaplanMeier(lifetimes(durations, events));
    expect(curve.map((step) => step.time)).toEqual(time);
    for (const [i, step] of curve.entries()) {
      expectRelative(step.survival, survival[i] as number, 1e-12);
      if (step.survival === 0) expect(step).toMatchObject({ variance: null, interval: null });
      else {
        expectRelative(step.interval?.lower ?? null, lower[i] as number, 1e-11);
        expectRelative(step.interval?.upper ?? null, upper[i] as number, 1e-11);
      }
    }
  });

  test("behavior: without censoring it is one minus the empirical distribution", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 50 }), (durations) => {
        for (const step of kaplanMeier(durations.map((duration) => ({ duration, isEvent: true })))) {
          const later = durations.filter((duration) => duration > step.time).length;
          expect(step.survival).toBeCloseTo(later / durations.length, 12);
        }
      }),
    );
  });

  test("error: InvalidRequestError for a negative duration", () => {
    expect(() => kaplanMeier([{ duration: -1, isEvent: true }])).toThrow(InvalidRequestError);
  });
});

describe("survivalQuantile", () => {
  test("default", () => {
    expect(survivalQuantile(recorded, half)).toMatchObject({
      value: 9,
      interval: { lower: 3, upper: null },
      n: 8,
      effectiveN: 5,
      status: "OK",
    });
  });

  test("behavior: a curve that ends above gives no value but a bound; no event gives NO_DATA", () => {
    const late = survivalQuantile(recorded, rational(9n, 10n));
    expect(late).toMatchObject({
      value: null,
      status: "INSUFFICIENT_DATA",
      reason: "Not reached; more than 20.",
    });
    expect(survivalQuantile(lifetimes([1, 2], [0, 0]), half)).toMatchObject({
      value: null,
      status: "NO_DATA",
    });
  });

  test("behavior: rounding of the product does not hide that the level is reached", () => {
    const durations = Array.from({ length: 22 }, (_, i) => i + 1);
    expect(survivalQuantile(lifetimes(durations, durations), half).value).toBe(11);
  });
});
