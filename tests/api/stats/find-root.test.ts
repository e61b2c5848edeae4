import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCrossing } from "../../../api/stats/find-crossing.ts";
import { findRoot } from "../../../api/stats/find-root.ts";

describe("findRoot", () => {
  // √2, and the real root of x³ − 2x − 5 (Wallis): 2.0945514815423265.
  test("default", () => {
    expect(Math.abs(findRoot((x) => x * x - 2, 0, 2) - Math.SQRT2)).toBeLessThan(5e-16);
    expect(Math.abs(findRoot((x) => x ** 3 - 2 * x - 5, 3, 2) - 2.0945514815423265)).toBeLessThan(2e-15);
  });

  test("behavior: needs fewer steps than halving, and finds the same", () => {
    const roots = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(roots, fc.double({ min: 0.1, max: 5, noNaN: true }), (root, steepness) => {
        let calls = 0;
        const f = (x: number): number => {
          calls += 1;
          return Math.sinh(steepness * 0.1 * (x - root));
        };
        const found = findRoot(f, -60, 60);
        const steps = calls;
        expect(Math.abs(found - findCrossing(f, -60, 60))).toBeLessThan(1e-12);
        expect(steps).toBeLessThan(calls - steps);
      }),
    );
  });

  test("behavior: an infinite end is no obstacle", () => {
    expect(findRoot((x) => (x > 3 ? Number.NEGATIVE_INFINITY : 1 - x), 0, 100)).toBeCloseTo(1, 14);
  });
});
