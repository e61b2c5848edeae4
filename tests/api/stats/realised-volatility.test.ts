import { describe, expect, test } from "vitest";
import { realisedVolatility } from "../../../api/stats/realised-volatility.ts";
import { expectRelative } from "./expect-relative.ts";

const RETURNS = Array.from({ length: 33 }, (_, i) => [0.01, -0.02, 0.015][i % 3] ?? 0);

describe("realisedVolatility", () => {
  // NumPy 1.x std(ddof=1) × √365 and SciPy chi2.ppf with 32 degrees of freedom.
  test("default", () => {
    const found = realisedVolatility(RETURNS, 365);
    expect(found).toMatchObject({ n: 33, status: "OK", confidence: 0.95 });
    expectRelative(found.value ?? 0, 0.29986542120313464, 1e-13);
    expectRelative(found.interval?.lower ?? 0, 0.24114852554739236, 1e-11);
    expectRelative(found.interval?.upper ?? 0, 0.3966298936755497, 1e-11);
  });

  test("behavior: INSUFFICIENT_DATA below 30 returns, NO_DATA without any", () => {
    expect(realisedVolatility(RETURNS.slice(0, 29), 365)).toMatchObject({
      value: null,
      n: 29,
      status: "INSUFFICIENT_DATA",
    });
    expect(realisedVolatility([], 365).status).toBe("NO_DATA");
  });

  test("behavior: a price that never moved has volatility 0", () => {
    expect(realisedVolatility(Array(30).fill(0), 365)).toMatchObject({ value: 0, status: "OK" });
  });

  test("error: a return that is not finite, a confidence outside (0, 1)", () => {
    expect(() => realisedVolatility([...RETURNS, Number.NaN], 365)).toThrow("finite");
    expect(() => realisedVolatility(RETURNS, 365, 1)).toThrow("Expected a confidence");
  });
});
