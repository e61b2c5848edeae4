import { InvalidRequestError } from "../domain/errors.ts";
import { neumaierSum } from "./neumaier-sum.ts";
import { requireFinite } from "./require-finite.ts";
import { studentTail } from "./student-tail.ts";
import { missingTest, powerWarning, type TestResult } from "./test-result.ts";

const FEWEST = 30;
const METHOD = "Diebold-Mariano, small-sample correction of Harvey, Leybourne and Newbold";

/**
 * Tests whether two forecasts lose equally: DM = d̄/√(V/n), d_t the difference of the losses, V = γ₀ + 2Σ_{j<h}γ_j, times
 * √((n + 1 − 2h + h(h − 1)/n)/n), against Student's t with n − 1 degrees of freedom.
 *
 * @param differences - Loss of the first less loss of the second forecast, in time order, finite.
 * @param horizon - h: steps that a forecast looks ahead; 1 unless told.
 * @returns Negative when the first is better; the p-value is two-sided. INSUFFICIENT_DATA below 30; NOT_APPLICABLE when the differences do
 *   not vary; MODEL_DOMAIN when V is not positive, as it may be from h = 2 on.
 * @throws {InvalidRequestError} when a difference is not finite or the horizon no whole number from 1 on.
 * @see Diebold and Mariano, J. Bus. Econ. Stat. 13 (1995); Harvey, Leybourne and Newbold, Int. J. Forecasting 13 (1997)
 */
export function dieboldMarianoTest(differences: readonly number[], horizon = 1): TestResult {
  requireFinite(differences, "differences of losses");
  if (!(Number.isInteger(horizon) && horizon >= 1)) {
    throw new InvalidRequestError(`Expected a whole horizon from 1 on, got ${horizon}.`);
  }
  const n = differences.length;
  const parts = { n, method: METHOD };
  if (n < FEWEST) {
    const reason = `Expected at least ${FEWEST} forecasts, got ${n}.`;
    return missingTest(n === 0 ? "NO_DATA" : "INSUFFICIENT_DATA", reason, parts);
  }
  if (differences.every((d) => d === differences[0])) {
    return missingTest("NOT_APPLICABLE", "The losses differ by the same at all times.", parts);
  }
  const mean = neumaierSum(differences) / n;
  const variance = longRunVariance(
    differences.map((d) => d - mean),
    horizon,
  );
  const correction = (n + 1 - 2 * horizon + (horizon * (horizon - 1)) / n) / n;
  const statistic = (mean / Math.sqrt(variance / n)) * Math.sqrt(correction);
  if (!Number.isFinite(statistic))
    return missingTest("MODEL_DOMAIN", "The long-run variance is not positive.", parts);
  return {
    ...parts,
    statistic,
    pValue: studentTail(statistic, n - 1),
    status: "OK",
    reason: powerWarning(n),
  };
}

/** γ₀ + 2Σ_{j<h}γ_j of a series with mean zero. */
function longRunVariance(centred: readonly number[], horizon: number): number {
  const autocovariance = (lag: number): number =>
    neumaierSum(centred.slice(lag).map((d, t) => d * (centred[t] as number))) / centred.length;
  let sum = autocovariance(0);
  for (let lag = 1; lag < Math.min(horizon, centred.length); lag++) sum += 2 * autocovariance(lag);
  return sum;
}
