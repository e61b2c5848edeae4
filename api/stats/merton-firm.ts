import { InvalidRequestError } from "../domain/errors.ts";
import { findCrossing } from "./find-crossing.ts";
import { normalCdf } from "./normal-cdf.ts";

/** What a tradable residual claim is worth, and the debt that comes before it; rates are per unit of `time`. */
export type ResidualClaim = {
  /** E, above 0. */
  readonly equity: number;
  /** σ_E, above 0. */
  readonly equityVolatility: number;
  /** D, above 0, due at the end of `time`. */
  readonly debt: number;
  /** r. */
  readonly rate: number;
  /** T, above 0. */
  readonly time: number;
};

/** Assets that would explain the price and volatility of the claim. */
export type MertonFirm = {
  /** V, in the unit of the equity. */
  readonly assets: number;
  /** σ_V. */
  readonly volatility: number;
};

/**
 * Solves E = VΦ(d1) − De^(−rT)Φ(d2), σ_E E = Φ(d1)σ_V V for V and σ_V: for each σ_V the first is increasing in V, and the
 * second changes sign between σ_V = 0 and σ_V = σ_E, so two nested bisections always end.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 * @see Merton (1974); Crosbie and Bohn, Modeling Default Risk (2003); metrics.md M-12
 * @example mertonFirm({ equity: 4, equityVolatility: 0.6, debt: 10, rate: 0.03, time: 1 }) // { assets: 13.6825052985, volatility: 0.1794494453 }
 */
export function mertonFirm(claim: ResidualClaim): MertonFirm {
  const { equity, equityVolatility, debt, rate, time } = claim;
  const isInRange = equity > 0 && equityVolatility > 0 && debt > 0 && time > 0;
  if (!isInRange || !Number.isFinite(equity + equityVolatility + debt + rate * time)) {
    throw new InvalidRequestError("Expected equity, its volatility, debt and time above 0, all finite.");
  }
  const excess = (volatility: number): number => {
    const assets = assetsOf(claim, volatility);
    return normalCdf(dOne(claim, assets, volatility)) * volatility * assets - equityVolatility * equity;
  };
  const volatility = findCrossing(excess, 0, equityVolatility);
  return { assets: assetsOf(claim, volatility), volatility };
}

/** The naive volatility of Bharath and Shumway (2008), which needs no solver: E/(E+D) σ_E + D/(E+D) (0.05 + 0.25 σ_E). */
export function naiveVolatility({
  equity,
  equityVolatility,
  debt,
}: Pick<ResidualClaim, "equity" | "equityVolatility" | "debt">): number {
  const whole = equity + debt;
  return (equity / whole) * equityVolatility + (debt / whole) * (0.05 + 0.25 * equityVolatility);
}

/** The value of the assets at which the claim, a call on them, is worth its price. */
function assetsOf(claim: ResidualClaim, volatility: number): number {
  const { equity, debt, rate, time } = claim;
  const discounted = debt * Math.exp(-rate * time);
  if (volatility === 0) return equity + discounted;
  const surplus = (assets: number): number => {
    const d = dOne(claim, assets, volatility);
    const call = assets * normalCdf(d) - discounted * normalCdf(d - volatility * Math.sqrt(time));
    return call - equity;
  };
  return findCrossing(surplus, equity, equity + discounted);
}

function dOne({ debt, rate, time }: ResidualClaim, assets: number, volatility: number): number {
  if (volatility === 0) return Number.POSITIVE_INFINITY;
  return (Math.log(assets / debt) + (rate + volatility ** 2 / 2) * time) / (volatility * Math.sqrt(time));
}
