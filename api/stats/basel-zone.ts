import { InvalidRequestError } from "../domain/errors.ts";
import { binomialTail } from "./binomial-tail.ts";

/** How a backtest is judged by its number of exceedances alone. */
export type BaselZone = {
  readonly zone: "GREEN" | "AMBER" | "RED";
  /** P(X ≤ x) if the model is right. */
  readonly cumulative: number;
};

const AMBER_FROM = 0.95;
const RED_FROM = 0.9999;

/**
 * Returns the zone of a number of exceedances: GREEN where P(X ≤ x) < 95 %, AMBER below 99.99 %, else RED. At 250 observations and 99 %
 * that is up to 4, 5 to 9, and from 10 on, as in the Basel rules; other samples take the same probabilities.
 *
 * @param count - Exceedances among observations, whole numbers.
 * @param probability - 1 − α of the forecasts, inside (0, 1).
 * @throws {InvalidRequestError} when the counts do not fit or the probability is not inside (0, 1).
 * @see Basel Committee, Minimum capital requirements for market risk, MAR32.9, MAR99
 * @example baselZone({ exceedances: 4, observations: 250 }, 0.01) // GREEN, 0.8922
 */
export function baselZone(
  { exceedances, observations }: { readonly exceedances: number; readonly observations: number },
  probability: number,
): BaselZone {
  const counts = Number.isInteger(exceedances) && Number.isInteger(observations);
  if (
    !(
      counts &&
      exceedances >= 0 &&
      observations >= Math.max(1, exceedances) &&
      probability > 0 &&
      probability < 1
    )
  ) {
    throw new InvalidRequestError(
      `Expected exceedances among observations and a probability inside (0, 1), got ${exceedances}, ${observations} and ${probability}.`,
    );
  }
  const cumulative = binomialTail({ k: exceedances, n: observations }, probability).lower;
  const zone = cumulative < AMBER_FROM ? "GREEN" : cumulative < RED_FROM ? "AMBER" : "RED";
  return { zone, cumulative };
}
