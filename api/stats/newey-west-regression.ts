import { InvalidRequestError } from "../domain/errors.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "./estimate.ts";
import { neumaierSum } from "./neumaier-sum.ts";
import { type QrFactors, qrFactors, solveUpper } from "./qr-factors.ts";
import { requireFinite } from "./require-finite.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** A linear model y = Xb + e in the order of time. */
export type RegressionInput = {
  /** Observed values in time order, any unit. */
  readonly response: readonly number[];
  /** Columns of X, each as long as the response; an intercept is a column of ones. */
  readonly regressors: readonly (readonly number[])[];
  /** Lags of the Bartlett kernel, an integer >= 0; ⌊4(n/100)^(2/9)⌋ unless given. */
  readonly lags?: number;
  /** Two-sided coverage of the intervals, such as 0.95. */
  readonly confidence: number;
};

/** Fewest observations for an interval that rests on large samples. */
const MINIMUM_OBSERVATIONS = 30;

/**
 * Estimates a linear regression by least squares, with intervals that stay right when the errors are heteroscedastic and autocorrelated:
 * Cov(b) = (X'X)⁻¹ S (X'X)⁻¹, S = Γ₀ + Σ_{j≤L}(1 − j/(L+1))(Γ_j + Γ_j'), Γ_j = Σ x_t e_t e_{t−j} x_{t−j}'; b ± z·se, no small-sample factor.
 *
 * @returns One estimate per column: unit of the response per unit of the column; `effectiveN` = n times the variance without lags over
 *   the variance with them, at most n. INSUFFICIENT_DATA below 30 observations or 2 per column; ZERO_DENOMINATOR when a column is a
 *   combination of others.
 * @throws {InvalidRequestError} when lengths differ, there is no column, a number is not finite, lags are not an integer >= 0 or the confidence is not inside (0, 1).
 * @see Newey, West, A simple, positive semi-definite, heteroskedasticity and autocorrelation consistent covariance matrix, Econometrica 55 (1987)
 * @see Newey, West, Automatic lag selection in covariance matrix estimation, Rev. Econ. Stud. 61 (1994)
 */
export function neweyWestRegression(input: RegressionInput): Estimate[] {
  const { response, regressors, confidence } = input;
  const n = response.length;
  const lags = input.lags ?? Math.floor(4 * (n / 100) ** (2 / 9));
  checkInput(input, lags);
  const z = twoSidedZ(confidence);
  const method = `least squares, Newey-West covariance, Bartlett kernel, ${lags} lags`;
  const minimum = Math.max(MINIMUM_OBSERVATIONS, 2 * regressors.length);
  if (n < minimum) return regressors.map(() => tooFew(n, minimum, method));
  const factors = qrFactors(regressors);
  if (factors === null) {
    const missing = missingEstimate("ZERO_DENOMINATOR", "A regressor is a combination of others.", {
      n,
      method,
    });
    return regressors.map(() => missing);
  }
  const unit = response.reduce((most, y) => Math.max(most, Math.abs(y)), 0) || 1;
  const inUnits = response.map((y) => y / unit);
  const { coefficients, scores } = leastSquares(factors, inUnits);
  const robust = variances(factors, scores, lags);
  const unlagged = variances(factors, scores, 0);
  return coefficients.map((coefficient, i) => {
    const value = coefficient * unit;
    const variance = robust[i] as number;
    const margin = z * Math.sqrt(variance) * unit;
    const effectiveN = variance > 0 ? Math.min(n, (n * (unlagged[i] as number)) / variance) : n;
    const interval = { lower: value - margin, upper: value + margin };
    return estimated({ value, interval, confidence, n, effectiveN, method });
  });
}

function checkInput({ response, regressors }: RegressionInput, lags: number): void {
  requireFinite(response, "response");
  for (const column of regressors) requireFinite(column, "regressor");
  if (regressors.length === 0 || regressors.some((column) => column.length !== response.length)) {
    throw new InvalidRequestError(`Expected at least one regressor, each with ${response.length} values.`);
  }
  if (!Number.isInteger(lags) || lags < 0) {
    throw new InvalidRequestError(`Expected a whole number of lags, zero or more, got ${lags}.`);
  }
}

/** Coefficients, and per column of Q the products q_t·e_t with the residuals. */
function leastSquares(factors: QrFactors, response: readonly number[]) {
  const residuals = [...response];
  const projections = factors.q.map((column) => {
    const projection = neumaierSum(column.map((q, t) => q * (residuals[t] as number)));
    for (let t = 0; t < residuals.length; t++) (residuals[t] as number) -= projection * (column[t] as number);
    return projection;
  });
  const scores = factors.q.map((column) => column.map((q, t) => q * (residuals[t] as number)));
  return { coefficients: solveUpper(factors.r, projections), scores };
}

/** Diagonal of R⁻¹ S R⁻ᵀ, by the long-run variance of each row of R⁻¹ applied to the scores. */
function variances(factors: QrFactors, scores: readonly (readonly number[])[], lags: number): number[] {
  const combined = (scores[0] as readonly number[]).map((_, t) =>
    solveUpper(
      factors.r,
      scores.map((score) => score[t] as number),
    ),
  );
  return scores.map((_, i) =>
    bartlettSum(
      combined.map((row) => row[i] as number),
      lags,
    ),
  );
}

/** Γ₀ + 2Σ(1 − j/(L+1))Γ_j of a series with mean zero; never negative but for rounding. */
function bartlettSum(series: readonly number[], lags: number): number {
  let sum = 0;
  for (let lag = 0; lag <= Math.min(lags, series.length - 1); lag++) {
    const weight = lag === 0 ? 1 : 2 * (1 - lag / (lags + 1));
    for (let t = lag; t < series.length; t++) {
      sum += weight * (series[t] as number) * (series[t - lag] as number);
    }
  }
  return Math.max(0, sum);
}
