// Numbers by NumPy and SciPy: tests/oracles/co-movement.py.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../../api/domain/rational.ts";
import {
  type CoMovement,
  type CoMovementInput,
  coMovement,
} from "../../../../api/stress/tail/co-movement.ts";
import oracle from "../../../oracles/co-movement.json" with { type: "json" };
import { expectRelative } from "../../stats/expect-relative.ts";

const INPUT: CoMovementInput = {
  ...{ fund: oracle.fund, market: oracle.market, horizon: 1, share: rational(1n, 20n), distance: 0.5 },
  ...{ confidence: 0.95, seed: 1n, resamples: 999 },
};

function expectMeasures(found: CoMovement, { n, ...expected }: typeof oracle.daily): void {
  expect(found.pearson.n).toBe(n);
  for (const [name, value] of Object.entries(expected)) {
    expectRelative(found[name as keyof CoMovement].value, value, 1e-10);
  }
}

describe("coMovement", () => {
  test("default: daily changes", () => expectMeasures(coMovement(INPUT), oracle.daily));

  test("behavior: changes over two buckets do not overlap", () => {
    const found = coMovement({ ...INPUT, horizon: 2, resamples: 0 });
    const { lowerTailDependence, lowerExceedance, upperExceedance, ...others } = oracle.twoDaily;
    expect(found.pearson.n).toBe(others.n);
    expectRelative(found.pearson.value, others.pearson, 1e-10);
    expectRelative(found.spearman.value, others.spearman, 1e-10);
    expectRelative(found.marginalShortfall.value, others.marginalShortfall, 1e-10);
    expectRelative(found.lowerExceedance.value, lowerExceedance, 1e-10);
    expectRelative(found.upperExceedance.value, upperExceedance, 1e-10);
    if (found.lowerTailDependence.status === "OK")
      expectRelative(found.lowerTailDependence.value, lowerTailDependence, 1e-10);
  });

  // SciPy's bootstrap draws other numbers: 1000 resamples place an end to about a twelfth of the interval's width.
  test("behavior: the interval is that of SciPy's bootstrap, roughly", () => {
    const { interval } = coMovement({ ...INPUT, resamples: 999 }).pearson;
    const [low, high] = oracle.pearsonInterval as [number, number];
    const margin = (high - low) / 4;
    expect(Math.abs((interval?.lower as number) - low)).toBeLessThan(margin);
    expect(Math.abs((interval?.upper as number) - high)).toBeLessThan(margin);
  });

  test("behavior: a fund that does not move has no correlation, not one of 0", () => {
    const found = coMovement({ ...INPUT, fund: oracle.fund.map(() => 7) });
    for (const { status, value } of Object.values(found)) {
      expect(status).toBe("NOT_APPLICABLE");
      expect(value).toBeNull();
    }
  });

  test("behavior: fewer than 60 pairs are too few", () => {
    const found = coMovement({
      ...INPUT,
      fund: oracle.fund.slice(0, 60),
      market: oracle.market.slice(0, 60),
    });
    for (const { status } of Object.values(found)) expect(status).toBe("INSUFFICIENT_DATA");
  });

  test("behavior: the same seed gives the same bytes", () => {
    const short = { ...INPUT, fund: oracle.fund.slice(-200), market: oracle.market.slice(-200) };
    expect(JSON.stringify(coMovement(short))).toBe(JSON.stringify(coMovement(short)));
  });

  test("behavior: correlations stay in [−1, 1], and the scale of either changes nothing but rounding", () => {
    const levels = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 70, maxLength: 90 });
    fc.assert(
      fc.property(levels, levels, (fund, market) => {
        const length = Math.min(fund.length, market.length);
        const input = {
          ...INPUT,
          fund: fund.slice(0, length),
          market: market.slice(0, length),
          resamples: 0,
        };
        const found = coMovement(input);
        for (const { value } of [found.pearson, found.spearman, found.volatility, found.lowerExceedance]) {
          if (value !== null) expect(Math.abs(value)).toBeLessThanOrEqual(1);
        }
        const scaled = coMovement({ ...input, fund: input.fund.map((value) => value * 1024) });
        const [before, after] = [found.pearson.value, scaled.pearson.value];
        if (before !== null && after !== null) expect(Math.abs(after - before)).toBeLessThan(1e-6);
      }),
      { numRuns: 40 },
    );
  });
});
