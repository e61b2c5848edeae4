import { describe, expect, test } from "vitest";
import { estimated, missingEstimate, tooFew } from "../../../api/stats/estimate.ts";

describe("estimated", () => {
  test("default", () => {
    const interval = { lower: 1, upper: 3 };
    expect(estimated({ value: 2, n: 30, method: "mean", interval, confidence: 0.95 })).toEqual({
      value: 2,
      interval,
      confidence: 0.95,
      n: 30,
      effectiveN: 30,
      method: "mean",
      status: "OK",
      reason: null,
    });
  });

  test("behavior: what is not finite becomes null", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const found = estimated({
        value,
        n: 3,
        method: "mean",
        interval: { lower: 0, upper: 1 },
        confidence: 0.9,
      });
      expect(found).toMatchObject({ value: null, interval: null, confidence: null, status: "MODEL_DOMAIN" });
    }
    const open = estimated({
      value: 1,
      n: 3,
      method: "mean",
      interval: { lower: Number.NaN, upper: 2 },
      confidence: 0.9,
    });
    expect(open.interval).toEqual({ lower: null, upper: 2 });
  });

  test("behavior: without an interval there is no confidence", () => {
    expect(estimated({ value: 1, n: 3, method: "mean", confidence: 0.9 }).confidence).toBeNull();
  });
});

describe("missingEstimate", () => {
  test("default", () => {
    const found = missingEstimate("STALE_INPUT", "Old.", { n: 9, effectiveN: 3, method: "mean" });
    expect(found).toMatchObject({
      value: null,
      interval: null,
      n: 9,
      effectiveN: 3,
      status: "STALE_INPUT",
      reason: "Old.",
    });
  });
});

describe("tooFew", () => {
  test("behavior: NO_DATA for nothing, INSUFFICIENT_DATA for something", () => {
    expect(tooFew(0, 30, "mean").status).toBe("NO_DATA");
    expect(tooFew(29, 30, "mean")).toMatchObject({ n: 29, status: "INSUFFICIENT_DATA" });
  });
});
