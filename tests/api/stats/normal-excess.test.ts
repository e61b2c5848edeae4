import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedExcess, tailExcess } from "../../../api/stats/normal-excess.ts";
import { expectRelative } from "./expect-relative.ts";

describe("expectedExcess", () => {
  // mpmath at 40 digits, rounded to doubles: s * (npdf(z) - z * ncdf(-z)) with z = m / s.
  test.each([
    [0.05, 0, 0.019947114020071634],
    [0.05, 0.05, 0.004165773529384315],
    [0.05, 0.1, 0.0004245351308414819],
    [0.05, 0.5, 3.737280127294664e-26],
    [1, 20, 1.3700124947295798e-90],
  ])("behavior: deviation %s, threshold %s", (deviation, threshold, expected) => {
    expectRelative(expectedExcess({ deviation, threshold }), expected, 1e-12);
  });

  test("behavior: nothing moves, nothing exceeds; far beyond it underflows to 0, never below", () => {
    expect(expectedExcess({ deviation: 0, threshold: 0 })).toBe(0);
    expect(expectedExcess({ deviation: 1e-9, threshold: 1 })).toBe(0);
    expect(expectedExcess({ deviation: 1e-320, threshold: 1e300 })).toBe(0);
    expect(expectedExcess({ deviation: 1, threshold: 1e308 })).toBe(0);
  });

  test("error: negative or not finite", () => {
    for (const bad of [-1, Number.NaN, Infinity]) {
      expect(() => expectedExcess({ deviation: bad, threshold: 0 })).toThrow("Expected a deviation");
      expect(() => expectedExcess({ deviation: 1, threshold: bad })).toThrow("Expected a deviation");
    }
  });
});

describe("tailExcess", () => {
  // mpmath at 40 digits; the last two have their threshold above the quantile.
  test.each([
    [0.05, 0.05, 0.99, 0.08326071101729024],
    [0.05, 0.1, 0.99, 0.033260711017290244],
    [0.05, 0.0625, 0.995, 0.08209743026917404],
    [0.05, 0.2, 0.99, 3.572629216202833e-5],
    [0.02, 0.03, 0.9, 0.0058613587525209255],
  ])("behavior: deviation %s, threshold %s, level %s", (deviation, threshold, level, expected) => {
    expectRelative(tailExcess({ deviation, threshold }, level), expected, 1e-11);
  });

  test("behavior: never below the mean, grows with the deviation, falls with the threshold", () => {
    const numbers = fc.double({ min: 0, max: 10, noNaN: true });
    const levels = fc.double({ min: 0.51, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, numbers, levels, (a, b, threshold, level) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        const of = (deviation: number, m: number) => tailExcess({ deviation, threshold: m }, level);
        const slack = 1e-9;
        expect(of(large, threshold)).toBeGreaterThanOrEqual(
          expectedExcess({ deviation: large, threshold }) - slack,
        );
        expect(of(large, threshold)).toBeGreaterThanOrEqual(of(small, threshold) - slack);
        expect(of(large, threshold + 1)).toBeLessThanOrEqual(of(large, threshold) + slack);
      }),
    );
  });

  test.each([0.5, 1, 0, Number.NaN])("error: level %s", (level) => {
    expect(() => tailExcess({ deviation: 1, threshold: 0 }, level)).toThrow("Expected a level");
  });
});
