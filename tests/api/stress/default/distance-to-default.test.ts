import { describe, expect, test } from "vitest";
import { type DefaultInput, distanceToDefault } from "../../../../api/stress/default/distance-to-default.ts";

/** 60 days that go up and down by 1 %: the mean is 0, s² = 60 × 0.01² / 59, σ = √(365 s²) = 0.192664… */
const RETURNS = Array.from({ length: 60 }, (_, day) => (day % 2 === 0 ? 0.01 : -0.01));
const SIGMA = Math.sqrt((365 * 60 * 0.01 ** 2) / 59);

const INPUT: DefaultInput = {
  ...{ assets: 150, debt: 100, returns: RETURNS, horizonDays: 30, drift: 0 },
  ...{ confidence: 0.95, seed: 1 },
};

describe("distanceToDefault", () => {
  test("default: by hand", () => {
    const { volatility, distance, probability, firstPassage } = distanceToDefault(INPUT);
    expect(volatility).toMatchObject({ n: 60, status: "OK", confidence: 0.95 });
    expect(volatility.value).toBeCloseTo(SIGMA, 14);
    // (ln 1.5 − σ²/2 × 30/365) / (σ √(30/365))
    const years = 30 / 365;
    const expected = (Math.log(1.5) - (SIGMA ** 2 / 2) * years) / (SIGMA * Math.sqrt(years));
    expect(distance.value).toBeCloseTo(expected, 12);
    expect(probability.value).toBeLessThan(firstPassage.value as number);
  });

  // metrics.md M-11: A = 150, B = 100, μ = −0.3, σ = 0.9, 30 days: first passage 0.16243, at the end only 0.0890; there by Monte Carlo 0.1616.
  test("behavior: the first passage is the published one where the volatility is", () => {
    const scale = 0.9 / SIGMA;
    const returns = RETURNS.map((change) => change * scale);
    const { firstPassage, probability } = distanceToDefault({ ...INPUT, returns, drift: -0.3 });
    expect(firstPassage.value).toBeCloseTo(0.16242894350461673, 10);
    expect(probability.value).toBeCloseTo(0.08901240231679511, 10);
  });

  test("behavior: a wider volatility is a shorter distance, so the intervals turn round", () => {
    const returns = RETURNS.map((change, day) => change * (day < 30 ? 1 : 3));
    const { volatility, distance } = distanceToDefault({ ...INPUT, returns });
    const [low, high] = [volatility.interval?.lower ?? 0, volatility.interval?.upper ?? 0];
    expect(low).toBeLessThan(high);
    const at = (sigma: number) =>
      distanceToDefault({ ...INPUT, returns: RETURNS.map((change) => (change * sigma) / SIGMA) }).distance
        .value;
    expect(distance.interval?.lower).toBeCloseTo(at(high) as number, 9);
    expect(distance.interval?.upper).toBeCloseTo(at(low) as number, 9);
  });

  test("behavior: the same seed gives the same bytes", () => {
    const returns = RETURNS.map((change, day) => change * (1 + day / 10));
    const text = () => JSON.stringify(distanceToDefault({ ...INPUT, returns, seed: 7 }));
    expect(text()).toBe(text());
  });

  test("behavior: assets that do not exceed the debt have passed already, whatever the sample", () => {
    const { distance, firstPassage } = distanceToDefault({ ...INPUT, assets: 90, returns: [] });
    expect(firstPassage).toMatchObject({ value: 1, status: "OK" });
    expect(distance).toMatchObject({ value: null, status: "NO_DATA" });
  });

  test.each([
    [RETURNS.slice(0, 29), "INSUFFICIENT_DATA"],
    [RETURNS.map(() => 0), "MODEL_DOMAIN"],
  ])("behavior: no distance from %#", (returns, status) => {
    expect(distanceToDefault({ ...INPUT, returns }).distance).toMatchObject({ value: null, status });
  });
});
