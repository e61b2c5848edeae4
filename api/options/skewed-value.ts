import type { MetricDefinition } from "../domain/metric-definition.ts";
import { normalCdf } from "../stats/normal-cdf.ts";
import { normalDensity } from "../stats/normal-density.ts";
import { type BlackTerms, blackPoints, blackPrice, logMoneyness, type OptionKind } from "./black-76.ts";
import { blackGreeks, type Greeks } from "./black-greeks.ts";
import { durrleman } from "./butterfly.ts";
import type { Smile } from "./smile.ts";
import { sviPoint, type VariancePoint } from "./svi.ts";

/** Definition of the value of an option with skew. */
export const PUT_VALUE: MetricDefinition = {
  id: "put-value",
  title: "Value of a put with skew, its exercise probability and the density behind it",
  formula:
    "P = e^(−rT)[KΦ(−d2) − FΦ(−d1)], d1 = ln(F/K)/(σ√T) + σ√T/2, d2 = d1 − σ√T, σ = √(w(ln K/F)/T), w(k) = a + b(ρ(k − m) + √((k − m)² + s²)); " +
    "exercise probability = Φ(−d2) + φ(d2) w'/(2√w); density = g φ(d2)/(K√w), g = (1 − kw'/2w)² − w'²/4 (1/w + 1/4) + w''/2; " +
    "sticky-delta Δ = Δ + vega ∂σ/∂F",
  unit: "quote currency for one whole unit of the underlying; probabilities and volatilities are ratios",
  edgeCases: [
    "Fewer than 5 quoted strikes at an expiry: the nearest fitted expiry's smile moved in parallel, or one volatility for all strikes; PARTIAL_COVERAGE.",
    "A price outside the bounds without arbitrage has no implied volatility: MODEL_DOMAIN.",
    "A fitted smile with g < 0 on the grid of 401 points, wings above Lee's bound 2, or below the expiry before is fitted again under penalties until it has none of it.",
    "No volatility in the ledger and none given: realised volatility with PARTIAL_COVERAGE, or NO_DATA.",
    "No time left: the value is the intrinsic value; sensitivities at F = K are null.",
  ],
  sources: [
    "Black, The Pricing of Commodity Contracts, J. Financial Economics 3 (1976)",
    "Gatheral and Jacquier, Arbitrage-free SVI volatility surfaces, Quantitative Finance 14 (2014)",
    "Breeden and Litzenberger, Prices of State-contingent Claims Implicit in Option Prices, J. Business 51 (1978)",
  ],
  since: "1.2.0",
};

/** What an option is valued with besides its smile. */
export type OptionTerms = Omit<BlackTerms, "volatility">;

/** One option under a smile; per unit of the underlying, in the unit of the strike. */
export type SkewedValue = {
  readonly price: number;
  /** Of the smile at the strike, a year. */
  readonly volatility: number;
  /** Risk-neutral probability that the option ends in the money. */
  readonly exerciseProbability: number;
  /** At an unchanged smile by strike; null without time left at F = K. */
  readonly greeks: Greeks | null;
  /** Delta when the smile moves along with the spot; null as `greeks`. */
  readonly stickyDelta: number | null;
};

/**
 * Values an option under a smile. The smile's total variance is scaled by the option's time over the smile's.
 *
 * @throws {InvalidRequestError} when a term is out of range.
 * @see PUT_VALUE
 */
export function skewedValue(
  kind: OptionKind,
  terms: OptionTerms,
  smile: Pick<Smile, "svi" | "years">,
): SkewedValue {
  const point = pointOf(terms, smile);
  const volatility = Math.sqrt(point.variance / (terms.years > 0 ? terms.years : 1));
  const black = { ...terms, volatility };
  const greeks = blackGreeks(kind, black);
  return {
    price: blackPrice(kind, black),
    volatility: volatilityOf(terms, smile),
    exerciseProbability: exerciseProbability(kind, black, point),
    greeks,
    stickyDelta: greeks === null ? null : stickyDelta(greeks, black, point),
  };
}

/**
 * Returns the risk-neutral density of the price at expiry, at the strike of the terms: what a small digital interval there is worth by width.
 *
 * @returns In 1 over the unit of the strike. At least 0 where the smile has no butterfly arbitrage.
 * @see Breeden and Litzenberger 1978
 */
export function densityAt(terms: OptionTerms, smile: Pick<Smile, "svi" | "years">): number {
  const point = pointOf(terms, smile);
  const deviation = Math.sqrt(point.variance);
  const { d2 } = blackPoints({ ...terms, years: 1, volatility: deviation });
  const k = logMoneyness(terms.strike, terms.forward);
  return (durrleman(point, k) * normalDensity(d2)) / (terms.strike * deviation);
}

/** Total variance for the option's own time. */
function pointOf(
  { forward, strike, years }: OptionTerms,
  smile: Pick<Smile, "svi" | "years">,
): VariancePoint {
  const share = years / smile.years;
  const { variance, slope, curvature } = sviPoint(smile.svi, logMoneyness(strike, forward));
  return { variance: variance * share, slope: slope * share, curvature: curvature * share };
}

function volatilityOf({ forward, strike }: OptionTerms, smile: Pick<Smile, "svi" | "years">): number {
  return Math.sqrt(sviPoint(smile.svi, logMoneyness(strike, forward)).variance / smile.years);
}

/** e^(rT) ∂P/∂K for a put, and 1 minus it for a call. */
function exerciseProbability(kind: OptionKind, terms: BlackTerms, { slope }: VariancePoint): number {
  const { d2, deviation } = blackPoints(terms);
  const sign = kind === "PUT" ? -1 : 1;
  if (deviation === 0) return normalCdf(sign * d2);
  return normalCdf(sign * d2) - (sign * densityOrZero(d2) * slope) / (2 * deviation);
}

/** ∂σ/∂F = −σ'(k)/F at an unchanged strike. */
function stickyDelta(greeks: Greeks, terms: BlackTerms, { slope }: VariancePoint): number {
  const deviation = terms.volatility * Math.sqrt(terms.years);
  if (deviation === 0) return greeks.delta;
  const spot = terms.forward * Math.exp(-terms.rate * terms.years);
  const lean = slope / (2 * deviation * Math.sqrt(terms.years));
  return greeks.delta - (greeks.vega * lean) / spot;
}

function densityOrZero(z: number): number {
  return Math.abs(z) > 40 ? 0 : normalDensity(z);
}
