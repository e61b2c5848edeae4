import { InvalidRequestError } from "../domain/errors.ts";
import { neumaierSum } from "./neumaier-sum.ts";
import { requireFinite } from "./require-finite.ts";

/** Settings of the recursion. */
export type EwmaSettings = {
  /** Decay λ inside (0, 1); 0.94 unless told, the daily value of RiskMetrics. */
  readonly decay?: number;
  /** First observations whose mean square starts the recursion, at least 1; 30 unless told. */
  readonly burnIn?: number;
};

const DECAY = 0.94;
const BURN_IN = 30;

/**
 * Forecasts the volatility of each next observation by exponential weights: σ²_{t+1} = λσ²_t + (1 − λ)r²_t about a mean of zero,
 * started with the mean square of the first observations.
 *
 * @param returns - In time order, finite, any unit.
 * @returns n + 1 forecasts in the unit of the returns, at least 0, the last for what has not come yet: the one at t knows only what came
 *   before t. Null up to the burn-in; all null when there are fewer observations.
 * @throws {InvalidRequestError} when a return is not finite or a setting is out of range.
 * @see RiskMetrics Technical Document, 4th ed. (1996), section 5.2
 * @example ewmaVolatility([1, 1, 3], { decay: 0.5, burnIn: 2 }) // [null, null, 1, √5]
 */
export function ewmaVolatility(
  returns: readonly number[],
  { decay = DECAY, burnIn = BURN_IN }: EwmaSettings = {},
): (number | null)[] {
  requireFinite(returns, "returns");
  if (!(decay > 0 && decay < 1 && Number.isInteger(burnIn) && burnIn >= 1)) {
    throw new InvalidRequestError(
      `Expected a decay inside (0, 1) and a whole burn-in from 1 on, got ${decay} and ${burnIn}.`,
    );
  }
  let variance = neumaierSum(returns.slice(0, burnIn).map((r) => r * r)) / burnIn;
  const forecasts: (number | null)[] = Array.from({ length: returns.length + 1 }, () => null);
  for (let t = burnIn; t <= returns.length; t++) {
    forecasts[t] = Math.sqrt(variance);
    variance = decay * variance + (1 - decay) * (returns[t] ?? 0) ** 2;
  }
  return forecasts;
}
