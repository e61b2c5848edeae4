import { normalCdf } from "../stats/normal-cdf.ts";
import { normalDensity } from "../stats/normal-density.ts";
import { type BlackPoints, type BlackTerms, blackPoints, blackPrice, type OptionKind } from "./black-76.ts";

/** Sensitivities of one option on one unit, with the spot S = F e^(−rT). */
export type Greeks = {
  /** Change of the value for a change of the spot by 1. */
  readonly delta: number;
  /** Change of the delta for a change of the spot by 1. */
  readonly gamma: number;
  /** Change of the value for a change of the volatility by 1 (100 % a year). */
  readonly vega: number;
  /** Change of the value a year as time passes and nothing else changes. */
  readonly theta: number;
  /** Change of the value for a change of the rate by 1, at an unchanged spot. */
  readonly rho: number;
};

/**
 * Returns the sensitivities of Black's price. Without deviation they are the limits from outside; null where there is none, at F = K.
 *
 * @throws {InvalidRequestError} when a term is out of range.
 * @example blackGreeks("PUT", { forward: 100, strike: 100, years: 1, volatility: 0.2, rate: 0 })?.delta // -0.4601721627229710
 */
export function blackGreeks(kind: OptionKind, terms: BlackTerms): Greeks | null {
  const points = blackPoints(terms);
  if (points.deviation === 0 && terms.forward === terms.strike) return null;
  const { forward, strike, years, volatility, rate } = terms;
  const discount = Math.exp(-rate * years);
  const sign = kind === "PUT" ? -1 : 1;
  const density = densityAt(points);
  const spot = forward * discount;
  const strikeLeg = strike * discount * normalCdf(sign * points.d2);
  const decay = years === 0 ? 0 : (spot * density * volatility) / (2 * Math.sqrt(years));
  return {
    delta: sign * normalCdf(sign * points.d1),
    gamma: density === 0 ? 0 : density / (spot * points.deviation),
    vega: spot * density * Math.sqrt(years),
    theta: -decay - sign * rate * strikeLeg,
    rho: sign * years * strikeLeg,
  };
}

/** φ(d₁), 0 where d₁ is infinite. */
function densityAt({ d1 }: BlackPoints): number {
  return Math.abs(d1) > 40 ? 0 : normalDensity(d1);
}

/** Value and vega at a deviation σ√T, for an inversion; both undiscounted. */
export function valueAndVega(
  kind: OptionKind,
  terms: Pick<BlackTerms, "forward" | "strike">,
  deviation: number,
): { readonly value: number; readonly vega: number } {
  const unit: BlackTerms = { ...terms, years: 1, volatility: deviation, rate: 0 };
  return { value: blackPrice(kind, unit), vega: terms.forward * densityAt(blackPoints(unit)) };
}
