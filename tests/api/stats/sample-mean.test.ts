import { describe, expect, test } from "vitest";
import { sampleMean } from "../../../api/stats/sample-mean.ts";

describe("sampleMean", () => {
  // Python 3, from the definition (Bartlett weights 1 − j/(L + 1), L = ⌊4(40/100)^(2/9)⌋ = 3, standard error √S/n = 0.40240488).
  test("default", () => {
    const series = Array.from({ length: 40 }, (_, i) => ((7 * i) % 11) + (i % 8 < 4 ? 3 : 0));
    const mean = sampleMean(series, 0.95);
    expect(mean).toMatchObject({ n: 40, status: "OK", method: "mean, Newey-West interval" });
    expect(mean.value).toBeCloseTo(6.55, 12);
    expect(mean.interval?.lower).toBeCloseTo(5.761_300_927_869_749, 9);
    expect(mean.interval?.upper).toBeCloseTo(7.338_699_072_130_25, 9);
  });

  test("behavior: a constant is its own mean, without doubt", () => {
    const mean = sampleMean(Array(30).fill(5), 0.95);
    expect(mean.value).toBeCloseTo(5, 12);
    expect(mean.interval?.lower).toBeCloseTo(5, 9);
  });

  test("behavior: few members are no mean", () => {
    expect(sampleMean(Array(29).fill(1), 0.95)).toMatchObject({
      value: null,
      n: 29,
      status: "INSUFFICIENT_DATA",
    });
    expect(sampleMean([], 0.95)).toMatchObject({ value: null, status: "NO_DATA" });
  });
});
