import { InvalidRequestError } from "../domain/errors.ts";
import { normalCdf } from "./normal-cdf.ts";
import { normalLogCdf } from "./normal-log-cdf.ts";

/** A geometric Brownian motion and a level below it; rates and volatility are per unit of `time`. */
export type Passage = {
  /** Start A, above 0. */
  readonly start: number;
  /** Level B, above 0. */
  readonly barrier: number;
  /** μ: growth rate of the mean. */
  readonly drift: number;
  /** σ, 0 or more. */
  readonly volatility: number;
  /** T, 0 or more. */
  readonly time: number;
};

/**
 * Returns the probability that a lognormal process has touched a level by a time:
 * Φ((b − νT)/(σ√T)) + e^(2νb/σ²) Φ((b + νT)/(σ√T)), b = ln(B/A), ν = μ − σ²/2.
 * The product is formed from logarithms, so that a huge exponent times a tiny tail keeps its digits.
 *
 * @returns 1 where the start is at or below the level; without volatility 0 or 1, by the path of the mean.
 * @throws {InvalidRequestError} when an argument is out of range.
 * @see Harrison, Brownian Motion and Stochastic Flow Systems (1985), 1.8; metrics.md M-11
 * @example firstPassageProbability({ start: 150, barrier: 100, drift: -0.3, volatility: 0.9, time: 30 / 365 }) // 0.16242894350461673
 */
export function firstPassageProbability({ start, barrier, drift, volatility, time }: Passage): number {
  const isInRange =
    start > 0 && barrier > 0 && volatility >= 0 && time >= 0 && Number.isFinite(drift + start + barrier);
  if (!isInRange) {
    throw new InvalidRequestError(
      "Expected start and barrier above 0, volatility and time of 0 or more, all finite.",
    );
  }
  const b = Math.log(barrier / start);
  if (b >= 0) return 1;
  const deviation = volatility * Math.sqrt(time);
  const nu = drift - volatility ** 2 / 2;
  if (deviation === 0) return nu * time <= b ? 1 : 0;
  const terminal = normalCdf((b - nu * time) / deviation);
  const reflected = Math.exp((2 * nu * b) / volatility ** 2 + normalLogCdf((b + nu * time) / deviation));
  return Math.min(1, terminal + reflected);
}
