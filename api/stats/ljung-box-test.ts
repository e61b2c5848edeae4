import { InvalidRequestError } from "../domain/errors.ts";
import { chiSquaredTail } from "./chi-squared-tail.ts";
import { isConstant } from "./correlation-pairs.ts";
import { requireFinite } from "./require-finite.ts";
import { standardise } from "./standardise.ts";
import { missingTest, type TestResult } from "./test-result.ts";

const FEWEST = 30;
const METHOD = "Ljung-Box";

/**
 * Tests whether a series is free of autocorrelation up to a lag: Q = n(n + 2) Σ_{j≤m} ρ_j²/(n − j) against χ² with m degrees of freedom.
 * Of absolute returns it tests whether volatility clusters.
 *
 * @param lags - m, a whole number from 1 on, below the length of the series.
 * @returns INSUFFICIENT_DATA below 30 members; NOT_APPLICABLE for a constant series.
 * @throws {InvalidRequestError} when a member is not finite or the lags are out of range.
 * @see Ljung and Box, On a measure of lack of fit in time series models, Biometrika 65 (1978)
 */
export function ljungBoxTest(series: readonly number[], lags: number): TestResult {
  requireFinite(series, "the series");
  const n = series.length;
  const parts = { n, method: `${METHOD}, ${lags} lags` };
  if (!(Number.isInteger(lags) && lags >= 1)) {
    throw new InvalidRequestError(`Expected a whole number of lags from 1 on, got ${lags}.`);
  }
  if (n < Math.max(FEWEST, lags + 1)) {
    const status = n === 0 ? "NO_DATA" : "INSUFFICIENT_DATA";
    return missingTest(
      status,
      `Expected at least ${Math.max(FEWEST, lags + 1)} observations, got ${n}.`,
      parts,
    );
  }
  if (isConstant(series)) return missingTest("NOT_APPLICABLE", "The series is constant.", parts);
  const values = standardise(series);
  let sum = 0;
  for (let lag = 1; lag <= lags; lag++) {
    let correlation = 0;
    for (let t = lag; t < n; t++) correlation += (values[t] as number) * (values[t - lag] as number);
    sum += correlation ** 2 / (n - lag);
  }
  const statistic = n * (n + 2) * sum;
  return { ...parts, statistic, pValue: chiSquaredTail(statistic, lags), status: "OK", reason: null };
}
