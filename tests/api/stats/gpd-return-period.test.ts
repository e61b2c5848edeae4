// The inverse of the return level, which extreme-values.test.ts compares with R's evd: each end of one interval is where the other
// end of the other lies.
import { describe, expect, test } from "vitest";
import { gpdReturnLevel } from "../../../api/stats/gpd-return-level.ts";
import { gpdReturnPeriod } from "../../../api/stats/gpd-return-period.ts";
import { seededRandom } from "../../../api/stats/seeded-random.ts";
import { expectRelative } from "./expect-relative.ts";

/** Pareto losses with shape 0.4 above 1. */
function sample(n: number): number[] {
  const { nextUniform } = seededRandom(11n);
  return Array.from({ length: n }, () => (1 - nextUniform()) ** -0.4);
}

const losses = sample(2000);
const tail = { losses, threshold: 2.5, confidence: 0.95 };

describe("gpdReturnPeriod", () => {
  test.each([200, 1000, 20_000])("behavior: the level of %s observations has that period", (observations) => {
    const level = gpdReturnLevel({ ...tail, observations, extremalIndex: 1 });
    expectRelative(gpdReturnPeriod({ ...tail, level: level.value ?? 0 }).value, observations, 1e-9);
    const atLower = gpdReturnPeriod({ ...tail, level: level.interval?.lower ?? 0 });
    const atUpper = gpdReturnPeriod({ ...tail, level: level.interval?.upper ?? 0 });
    expectRelative(atLower.interval?.upper ?? null, observations, 1e-5);
    expectRelative(atUpper.interval?.lower ?? null, observations, 1e-5);
  });

  // True: P(X > 10) = 10^(−1/0.4) = 0.00316…, a period of 316.2; the interval of this sample covers it.
  test("behavior: covers the true period of a Pareto law", () => {
    const { interval } = gpdReturnPeriod({ ...tail, level: 10 });
    expect(interval?.lower ?? Number.NaN).toBeLessThan(10 ** 2.5);
    expect(interval?.upper ?? Number.NaN).toBeGreaterThan(10 ** 2.5);
  });

  test("behavior: too few exceedances, a level below the threshold, and beyond the end of a short tail", () => {
    expect(gpdReturnPeriod({ ...tail, losses: losses.slice(0, 50), level: 10 }).status).toBe(
      "INSUFFICIENT_DATA",
    );
    expect(gpdReturnPeriod({ ...tail, level: 2.5 }).status).toBe("NOT_APPLICABLE");
    const { nextUniform } = seededRandom(5n);
    const short = Array.from({ length: 1000 }, () => 1 - nextUniform() ** 2.5);
    const found = gpdReturnPeriod({ losses: short, threshold: 0.5, level: 5, confidence: 0.95 });
    expect(found).toMatchObject({ value: null, status: "MODEL_DOMAIN" });
  });
});
