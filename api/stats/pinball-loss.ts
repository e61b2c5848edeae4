import type { Rational } from "../domain/rational.ts";
import { levelAsNumber, requireLevel } from "./level.ts";

/**
 * Returns the loss (α − [y < q])(y − q) of forecasting the α-quantile of y by q: at least 0, smallest on average for the true quantile.
 *
 * @param forecast - q, any unit.
 * @param outcome - y, the same unit.
 * @returns In that unit.
 * @throws {InvalidRequestError} when the level is not inside (0, 1).
 * @see Koenker and Bassett, Regression Quantiles, Econometrica 46 (1978)
 * @example pinballLoss(1, 3, rational(3n, 4n)) // 1.5
 */
export function pinballLoss(forecast: number, outcome: number, level: Rational): number {
  requireLevel(level);
  const alpha = levelAsNumber(level);
  return outcome < forecast ? (1 - alpha) * (forecast - outcome) : alpha * (outcome - forecast);
}
