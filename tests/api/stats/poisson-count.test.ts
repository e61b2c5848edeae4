import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { poissonCount } from "../../../api/stats/poisson-count.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";

describe("poissonCount", () => {
  // Mean and variance of a Poisson count are both its mean; five standard errors of 40,000 draws.
  test.each([0.3, 7, 1200])("behavior: mean and variance for %s", (mean) => {
    const random = seededRandom(11n);
    const draws = Array.from({ length: 40_000 }, () => poissonCount(mean, random));
    const average = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - average) ** 2, 0) / draws.length;
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / draws.length));
    expect(Math.abs(variance / mean - 1)).toBeLessThan(5 * Math.sqrt((2 + 1 / mean) / draws.length));
  });

  // P(0) = e^(−2) = 0.1353.
  test("behavior: the chance of none", () => {
    const random = seededRandom(3n);
    const none = Array.from({ length: 40_000 }, () => poissonCount(2, random)).filter((x) => x === 0).length;
    expect(none / 40_000).toBeCloseTo(Math.exp(-2), 2);
    expect(poissonCount(0, random)).toBe(0);
  });

  test("error: InvalidRequestError for a mean out of range", () => {
    for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => poissonCount(bad, seededRandom(1n))).toThrow(InvalidRequestError);
    }
  });
});
