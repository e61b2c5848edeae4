import { distanceToDefault } from "../../stats/distance-to-default.ts";
import { type Estimate, estimated } from "../../stats/estimate.ts";
import { mertonFirm, naiveVolatility, type ResidualClaim } from "../../stats/merton-firm.ts";
import { normalCdf } from "../../stats/normal-cdf.ts";

/** What the price of a residual claim says about the assets behind it; of one given price, so n is 1 and there is no interval. */
export type MertonEstimate = {
  /** V, US dollars. */
  readonly assets: Estimate;
  /** σ_V, a year. */
  readonly volatility: Estimate;
  /** With the interest rate as the drift. */
  readonly distance: Estimate;
  /** Risk-neutral. */
  readonly probability: Estimate;
  /** With the naive volatility and E + D as assets. */
  readonly naiveDistance: Estimate;
};

/**
 * Inverts the price and volatility of a residual claim.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export function mertonEstimate(claim: ResidualClaim): MertonEstimate {
  const { equity, debt, rate, time } = claim;
  const { assets, volatility } = mertonFirm(claim);
  const distance = distanceToDefault({ assets, debt, drift: rate, volatility, time });
  const naive = { assets: equity + debt, debt, drift: rate, volatility: naiveVolatility(claim), time };
  const known = (value: number, method: string): Estimate => estimated({ value, n: 1, method });
  return {
    assets: known(assets, "Merton 1974, from the claim's price and volatility"),
    volatility: known(volatility, "Merton 1974, from the claim's price and volatility"),
    distance: known(distance, "Merton 1974"),
    probability: known(normalCdf(-distance), "Φ(−DD), risk-neutral"),
    naiveDistance: known(distanceToDefault(naive), "Bharath and Shumway 2008"),
  };
}
