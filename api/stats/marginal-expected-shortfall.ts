import type { Rational } from "../domain/rational.ts";
import { type Estimate, estimated, tooFew } from "./estimate.ts";
import { requireLevel } from "./level.ts";
import { neweyWestRegression } from "./newey-west-regression.ts";
import { requireFinite } from "./require-finite.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";

/** Returns of a fund and of the market, and which days count as the market's worst. */
export type MarginalExpectedShortfallInput = {
  /** Returns of the fund in time order, simple or log, no unit. */
  readonly fund: readonly number[];
  /** Returns of the market at the same times. */
  readonly market: readonly number[];
  /** Share of the worst market returns, exact, inside (0, 1), such as 1/20. */
  readonly share: Rational;
  /** Two-sided coverage of the interval, such as 0.95. */
  readonly confidence: number;
};

const MINIMUM_OBSERVATIONS = 60;
const MINIMUM_TAIL = 8;
const METHOD = "mean over the market's worst returns, Newey-West interval";

/**
 * Estimates the marginal expected shortfall E[r_fund | r_market ≤ Q_q]: the fund's mean return when the market is at its worst,
 * with Q_q the ⌈qn⌉-th smallest market return. It is the coefficient of the fund's returns on the indicator of those days,
 * and its interval is that of the regression.
 *
 * @returns Mean return, negative when the fund falls with the market; `effectiveN` is the number of worst days, less where they depend on each other;
 *   INSUFFICIENT_DATA below 60 pairs or 8 worst days.
 * @throws {InvalidRequestError} when lengths differ, a return is not finite, or the share or the confidence is not inside (0, 1).
 * @see Acharya, Pedersen, Philippon, Richardson, Measuring systemic risk, Rev. Financ. Stud. 30 (2017)
 */
export function marginalExpectedShortfall(input: MarginalExpectedShortfallInput): Estimate {
  const { fund, market, share, confidence } = input;
  requireFinite(market, "market");
  const n = market.length;
  requireLevel(share);
  const { numerator, denominator } = share;
  const rank = Number((numerator * BigInt(n) + denominator - 1n) / denominator);
  const quantile = Float64Array.from(market).sort()[rank - 1] ?? Number.NaN;
  const worst: number[] = market.map((x) => (x <= quantile ? 1 : 0));
  const [mean] = neweyWestRegression({ response: fund, regressors: [worst], confidence });
  const tail = worst.reduce((a, b) => a + b, 0);
  if (n < MINIMUM_OBSERVATIONS) return tooFew(n, MINIMUM_OBSERVATIONS, METHOD);
  if (tail < MINIMUM_TAIL || mean === undefined)
    return tooFewInTail(tail, MINIMUM_TAIL, { n, method: METHOD });
  return estimated({
    value: mean.value ?? Number.NaN,
    interval: mean.interval,
    confidence,
    n,
    effectiveN: (mean.effectiveN * tail) / n,
    method: METHOD,
  });
}
