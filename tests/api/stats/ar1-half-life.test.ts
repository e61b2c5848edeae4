import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ar1HalfLife } from "../../../api/stats/ar1-half-life.ts";
import { GOLDEN, weyl } from "./weyl.ts";

/** x_t = φ x_{t−1}, from 1. */
function decay(phi: number, length: number): number[] {
  return Array.from({ length }, (_, t) => phi ** t);
}

describe("ar1HalfLife", () => {
  // By hand: x_t = 0.5^t is an exact line through its lag, so φ̂ = 1/2; 40 pairs; φ = 0.5 + 2.5/40 = 0.5625;
  // ln 2 / −ln 0.5625 = 1.2047104198266045 (Python 3, math.log).
  test("default", () => {
    const { persistence, halfLife } = ar1HalfLife(decay(0.5, 41), 0.95);
    expect(persistence).toMatchObject({ n: 40, status: "OK" });
    expect(persistence.value).toBeCloseTo(0.5625, 12);
    expect(halfLife.value).toBeCloseTo(1.204_710_419_826_604_5, 12);
    expect(halfLife.status).toBe("OK");
  });

  test("behavior: no half-life where there is no decay", () => {
    const walk = Array.from({ length: 60 }, (_, t) => t);
    expect(ar1HalfLife(walk, 0.95).halfLife).toMatchObject({ value: null, status: "MODEL_DOMAIN" });
    const swinging = Array.from({ length: 60 }, (_, t) => (-0.9) ** t);
    expect(ar1HalfLife(swinging, 0.95).halfLife).toMatchObject({ value: null, status: "MODEL_DOMAIN" });
  });

  test("behavior: a series that does not vary, or is short, has neither", () => {
    const still = ar1HalfLife(Array(60).fill(0.25), 0.95);
    expect([still.persistence.status, still.halfLife.status]).toEqual(["NOT_APPLICABLE", "NOT_APPLICABLE"]);
    expect(ar1HalfLife(decay(0.5, 30), 0.95).halfLife.status).toBe("INSUFFICIENT_DATA");
    expect(ar1HalfLife([], 0.95).halfLife).toMatchObject({ n: 0, status: "NO_DATA" });
  });

  test("behavior: the unit of the series changes nothing, and the interval holds the value", () => {
    const noise = weyl(200, GOLDEN);
    const series: number[] = [];
    for (const e of noise) series.push(0.8 * (series.at(-1) ?? 0) + e - 0.5);
    const { halfLife } = ar1HalfLife(series, 0.95);
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), (k) => {
        const other = ar1HalfLife(
          series.map((x) => x * 2 ** k),
          0.95,
        ).halfLife;
        expect(other.value).toBeCloseTo(halfLife.value as number, 9);
      }),
    );
    const { lower, upper } = halfLife.interval as { lower: number; upper: number };
    expect(
      (lower ?? 0) <= (halfLife.value as number) && (halfLife.value as number) <= (upper ?? Infinity),
    ).toBe(true);
  });
});
