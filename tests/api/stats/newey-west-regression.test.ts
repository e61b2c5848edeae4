import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../../api/domain/errors.ts";
import { rational } from "../../../api/domain/rational.ts";
import { marginalExpectedShortfall } from "../../../api/stats/marginal-expected-shortfall.ts";
import { neweyWestRegression } from "../../../api/stats/newey-west-regression.ts";
import { SHARED_MISSING } from "../../support/shared.ts";
import { expectRelative } from "./expect-relative.ts";
import { readOracle, readSharedColumn } from "./read-oracle.ts";
import { GOLDEN, SQRT2, SQRT3, weyl } from "./weyl.ts";

type Oracle = {
  neweyWest: { coefficients: number[]; standardErrors: number[] };
  marginalExpectedShortfall: number;
};
const oracle = readOracle<Oracle>("tail_and_dependence.json");
const bmw = readSharedColumn("bmw.csv");
const Z95 = 1.959963984540054;
const ones = (count: number): number[] => Array(count).fill(1);

describe("neweyWestRegression", () => {
  test("default, three columns of very different size", () => {
    const [first, second, noise] = [weyl(200, GOLDEN), weyl(200, SQRT2), weyl(200, SQRT3)];
    const large = second.map((value) => 1e6 * value);
    const response = first.map((value, i) => {
      const error = (noise[i] as number) - 0.5 + (i > 0 ? 0.8 * ((noise[i - 1] as number) - 0.5) : 0);
      return 1 + 2 * value - 3e-6 * (large[i] as number) + error;
    });
    const input = { response, regressors: [ones(200), first, large], confidence: 0.95 };
    const estimates = neweyWestRegression({ ...input, lags: 4 });
    estimates.forEach((estimate, i) => {
      expectRelative(estimate.value, oracle.neweyWest.coefficients[i] ?? 0, 1e-9);
      const margin = (estimate.interval?.upper ?? 0) - (estimate.value ?? 0);
      expectRelative(margin / Z95, oracle.neweyWest.standardErrors[i] ?? 0, 1e-9);
      expect(estimate.effectiveN).toBeLessThanOrEqual(200);
    });
    // ⌊4·2^(2/9)⌋ = 4 lags unless given.
    expect(neweyWestRegression(input)).toEqual(estimates);
  });

  // statsmodels 0.13.5, OLS(...).fit(cov_type="HAC", cov_kwds={"maxlags": 5}), printed to 8 decimals.
  test.skipIf(bmw === null)(`default, BMW returns on their past${bmw ? "" : ` (${SHARED_MISSING})`}`, () => {
    const series = bmw ?? [];
    const [constant, slope] = neweyWestRegression({
      response: series.slice(1, 500),
      regressors: [ones(499), series.slice(0, 499)],
      lags: 5,
      confidence: 0.95,
    });
    expect(constant?.value).toBeCloseTo(0.00102698, 8);
    expect(slope?.value).toBeCloseTo(0.05469203, 8);
    expect(((slope?.interval?.upper ?? 0) - (slope?.value ?? 0)) / Z95).toBeCloseTo(0.04561706, 8);
    expect(((constant?.interval?.upper ?? 0) - (constant?.value ?? 0)) / Z95).toBeCloseTo(0.00085967, 8);
  });

  test("behavior: an exact line is found, dependent columns and few rows are not answered", () => {
    const first = weyl(50, GOLDEN);
    const response = first.map((value) => 2 - 3 * value);
    const ask = { response, confidence: 0.95 };
    const [constant, slope] = neweyWestRegression({ ...ask, regressors: [ones(50), first] });
    expectRelative(constant?.value ?? null, 2, 1e-13);
    expectRelative(slope?.value ?? null, -3, 1e-13);
    const doubled = neweyWestRegression({ ...ask, regressors: [first, first.map((value) => 2 * value)] });
    expect(doubled.map((estimate) => estimate.status)).toEqual(["ZERO_DENOMINATOR", "ZERO_DENOMINATOR"]);
    expect(neweyWestRegression({ ...ask, regressors: [Array(50).fill(0)] })[0]?.value).toBeNull();
    const few = { response: response.slice(0, 29), regressors: [ones(29)], confidence: 0.95 };
    expect(neweyWestRegression(few)[0]?.status).toBe("INSUFFICIENT_DATA");
  });

  test("error: InvalidRequestError", () => {
    const ask = { response: weyl(50, GOLDEN), confidence: 0.95 };
    expect(() => neweyWestRegression({ ...ask, regressors: [] })).toThrow(InvalidRequestError);
    expect(() => neweyWestRegression({ ...ask, regressors: [[1]] })).toThrow(InvalidRequestError);
    expect(() => neweyWestRegression({ ...ask, regressors: [ones(50)], lags: 1.5 })).toThrow(
      InvalidRequestError,
    );
    expect(() => neweyWestRegression({ ...ask, regressors: [ones(50)], confidence: 0 })).toThrow(
      InvalidRequestError,
    );
  });

  test("behavior: follows the units of response and regressor", () => {
    const number = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 30, maxLength: 60 }), (pairs) => {
        const column = pairs.map(([a], i) => a + i);
        const response = pairs.map(([, b]) => b);
        const slopeOf = (factor: number, unit: number) =>
          neweyWestRegression({
            response: response.map((b) => b * factor),
            regressors: [ones(pairs.length), column.map((a) => a * unit)],
            confidence: 0.95,
          })[1];
        const plain = slopeOf(1, 1);
        const scaled = slopeOf(8, 0.5);
        const size = 1e-9 * (1 + Math.abs(plain?.value ?? 0));
        expect(Math.abs((scaled?.value ?? 9) / 16 - (plain?.value ?? 0))).toBeLessThan(size);
        expect(plain?.interval?.upper).toBeGreaterThanOrEqual(plain?.value ?? 0);
      }),
      { numRuns: 50, seed: 6 },
    );
  });
});

describe("marginalExpectedShortfall", () => {
  const market = weyl(200, GOLDEN);
  const fund = weyl(200, SQRT2).map((value, i) => value + (market[i] as number));
  const ask = { market, fund, share: rational(1n, 20n), confidence: 0.95 };

  test("default", () => {
    const shortfall = marginalExpectedShortfall(ask);
    expectRelative(shortfall.value, oracle.marginalExpectedShortfall, 1e-13);
    expect(shortfall.interval?.lower).toBeLessThan(shortfall.value ?? 0);
    expect(shortfall.effectiveN).toBeLessThanOrEqual(10);
    expect(shortfall.n).toBe(200);
  });

  test("behavior: seven of a hundred is seven days", () => {
    // 7/100·300 = 21 exactly; in floating point 0.07·300 is 21.000000000000004.
    const series = weyl(300, GOLDEN);
    const { effectiveN, value } = marginalExpectedShortfall({
      ...ask,
      market: series,
      fund: series,
      share: rational(7n, 100n),
    });
    const worst = [...series].sort((a, b) => a - b).slice(0, 21);
    expectRelative(value, worst.reduce((sum, x) => sum + x, 0) / 21, 1e-13);
    expect(effectiveN).toBeLessThanOrEqual(21);
  });

  test("behavior: what cannot be given, and error: InvalidRequestError", () => {
    expect(marginalExpectedShortfall({ ...ask, share: rational(1n, 50n) }).status).toBe("INSUFFICIENT_DATA");
    const few = { ...ask, market: market.slice(0, 59), fund: fund.slice(0, 59) };
    expect(marginalExpectedShortfall(few).status).toBe("INSUFFICIENT_DATA");
    expect(marginalExpectedShortfall({ ...ask, market: [], fund: [] }).status).toBe("NO_DATA");
    expect(() => marginalExpectedShortfall({ ...ask, share: rational(1n, 1n) })).toThrow(InvalidRequestError);
    expect(() => marginalExpectedShortfall({ ...ask, fund: [1] })).toThrow(InvalidRequestError);
  });
});
