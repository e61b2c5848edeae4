import type { EstimateStatus } from "./estimate.ts";

/** Outcome of a test of a hypothesis. No field is ever NaN or infinite. */
export type TestResult = {
  /** Null exactly when the status is not OK. */
  readonly statistic: number | null;
  /** Chance of a statistic at least as extreme if the hypothesis holds; null when the status is not OK or no law was given. */
  readonly pValue: number | null;
  /** Observations used. */
  readonly n: number;
  readonly method: string;
  readonly status: EstimateStatus;
  /** Why the status is not OK, or what weakens the result; null when there is nothing to say. */
  readonly reason: string | null;
};

/** Makes the result of a test that could not be made. */
export function missingTest(
  status: Exclude<EstimateStatus, "OK">,
  reason: string,
  parts: { readonly n: number; readonly method: string },
): TestResult {
  return { statistic: null, pValue: null, n: parts.n, method: parts.method, status, reason };
}

/** Below this a backtest rarely finds a wrong model. */
const ENOUGH_FOR_POWER = 250;

/** Returns the warning of a short backtest, or null for one of at least 250 observations. */
export function powerWarning(n: number): string | null {
  return n < ENOUGH_FOR_POWER ? `Low power: ${n} observations, fewer than ${ENOUGH_FOR_POWER}.` : null;
}
