import { InvalidRequestError } from "../domain/errors.ts";

/** A lognormal value of assets against a fixed debt; rates and volatility are per unit of `time`. */
export type DefaultModel = {
  /** A, above 0. */
  readonly assets: number;
  /** L, above 0. */
  readonly debt: number;
  /** μ: growth rate of the mean. */
  readonly drift: number;
  /** σ, above 0. */
  readonly volatility: number;
  /** h, above 0. */
  readonly time: number;
};

/**
 * Returns by how many standard deviations the assets are expected to exceed the debt at the horizon:
 * (ln(A/L) + (μ − σ²/2)h) / (σ√h). Φ of its negative is the probability that they do not.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 * @see Merton, On the Pricing of Corporate Debt, Journal of Finance 29 (1974); metrics.md M-12
 * @example distanceToDefault({ assets: 13.68250529852383, debt: 10, drift: 0.03, volatility: 0.17944944536444543, time: 1 }) // 1.8246469689792
 */
export function distanceToDefault({ assets, debt, drift, volatility, time }: DefaultModel): number {
  if (!(assets > 0 && debt > 0 && volatility > 0 && time > 0 && Number.isFinite(drift + assets + debt))) {
    throw new InvalidRequestError("Expected assets, debt, volatility and time above 0, all finite.");
  }
  const deviation = volatility * Math.sqrt(time);
  return (Math.log(assets / debt) + (drift - volatility ** 2 / 2) * time) / deviation;
}
