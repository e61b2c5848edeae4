import { InvalidRequestError } from "../domain/errors.ts";
import { normalCdf } from "../stats/normal-cdf.ts";
import { normalDensity } from "../stats/normal-density.ts";
import { millsDifference } from "./mills-difference.ts";

/** The right to sell or to buy. */
export type OptionKind = "PUT" | "CALL";

/** What Black's formula needs. */
export type BlackTerms = {
  /** Forward price for the expiry, above 0. */
  readonly forward: number;
  /** In the forward's unit, above 0. */
  readonly strike: number;
  /** Years to expiry (365 days each), at least 0. */
  readonly years: number;
  /** A year, as a ratio: 0.8 is 80 %; at least 0. */
  readonly volatility: number;
  /** Continuous interest a year, as a ratio. */
  readonly rate: number;
};

/** d₁ and d₂ of the formula; infinite where the deviation is 0 and the forward is not the strike. */
export type BlackPoints = { readonly d1: number; readonly d2: number; readonly deviation: number };

/** Beyond it the density is below the smallest double. */
const UNDERFLOW = 39;

/**
 * Returns ln(forward/strike) with full relative precision also where both are close.
 *
 * @example logMoneyness(100, 100 + 1e-10) // -1.0000000…e-12
 */
export function logMoneyness(forward: number, strike: number): number {
  const change = (forward - strike) / strike;
  return Math.abs(change) < 0.5 ? Math.log1p(change) : Math.log(forward / strike);
}

/**
 * Returns d₁ = ln(F/K)/(σ√T) + σ√T/2 and d₂ = d₁ − σ√T. At F = K without deviation both are 0.
 *
 * @throws {InvalidRequestError} when a term is out of range.
 */
export function blackPoints(terms: BlackTerms): BlackPoints {
  requireTerms(terms);
  const deviation = terms.volatility * Math.sqrt(terms.years);
  const logs = logMoneyness(terms.forward, terms.strike);
  const centre = logs === 0 ? 0 : logs / deviation;
  return { d1: centre + deviation / 2, d2: centre - deviation / 2, deviation };
}

/**
 * Returns Black's price of an option on a forward, paid now: put e^(−rT)[KΦ(−d₂) − FΦ(−d₁)], call e^(−rT)[FΦ(d₁) − KΦ(d₂)].
 * Relative error below 1e-12 down to values of 1e-250 of the strike: what is out of the money is computed without cancellation,
 * what is in the money is the intrinsic value plus the other option.
 *
 * @returns In the unit of the strike, for one unit of the underlying.
 * @throws {InvalidRequestError} when a term is out of range.
 * @see Black, The Pricing of Commodity Contracts, J. Financial Economics 3 (1976)
 * @example blackPrice("PUT", { forward: 100, strike: 60, years: 30 / 365, volatility: 0.9, rate: 0 }) // 0.0586…
 */
export function blackPrice(kind: OptionKind, terms: BlackTerms): number {
  requireTerms(terms);
  const { forward, strike, years, volatility, rate } = terms;
  const deviation = volatility * Math.sqrt(years);
  const outside =
    Math.min(forward, strike) * outOfTheMoney(Math.abs(logMoneyness(forward, strike)), deviation);
  const intrinsic = kind === "PUT" ? strike - forward : forward - strike;
  return Math.exp(-rate * years) * (Math.max(0, intrinsic) + outside);
}

/**
 * Returns the undiscounted value of the option that is out of the money, divided by the smaller of forward and strike: for a put, which has K
 * below F, Φ(−d₂) − e^x Φ(−d₁).
 *
 * @param distance - x = |ln(F/K)|.
 * @param deviation - σ√T.
 * @returns From 0 to 1.
 */
export function outOfTheMoney(distance: number, deviation: number): number {
  if (deviation === 0) return 0;
  const centre = distance / deviation;
  const half = deviation / 2;
  const d2 = centre - half;
  if (d2 > UNDERFLOW) return 0;
  if (d2 < -1) return normalCdf(-d2) - Math.exp(distance) * normalCdf(-(centre + half));
  return normalDensity(d2) * millsDifference(centre, half);
}

function requireTerms({ forward, strike, years, volatility, rate }: BlackTerms): void {
  const prices = forward > 0 && forward < Infinity && strike > 0 && strike < Infinity;
  const spread = years >= 0 && years < Infinity && volatility >= 0 && volatility < Infinity;
  if (prices && spread && Number.isFinite(rate)) return;
  throw new InvalidRequestError(
    `Expected a forward and a strike above 0, years and a volatility of 0 or more and a finite rate, got ${forward}, ${strike}, ${years}, ${volatility}, ${rate}.`,
  );
}
