import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Estimate, estimated, missingEstimate } from "../stats/estimate.ts";
import { blackPrice } from "./black-76.ts";

/** Definition of the implicit redemption put. */
export const REDEMPTION_PUT: MetricDefinition = {
  id: "redemption-put",
  title: "Implicit put that backed claims of 1 hold on their collateral",
  formula: "put = Put(F = c, K = 1, σ_c, T); liability = claims × put; feeCoverage = fee × T / put",
  unit: "put in the claim's own unit for one claim; liability in claims; ratios",
  edgeCases: [
    "c = 0: the put is worth its strike, 1.",
    "c < 0, no volatility, or no time: MODEL_DOMAIN or NO_DATA.",
    "The put is worth 0 to the last digit: the fee's coverage is null with ZERO_DENOMINATOR.",
    "The interest rate is 0: a claim bears none.",
  ],
  sources: [
    "Merton, On the Pricing of Corporate Debt, J. Finance 29 (1974): debt as a riskless claim less a put",
  ],
  since: "1.2.0",
};

/** What the put is computed from. */
export type RedemptionTerms = {
  /** Collateral behind one claim, in claims: 1.5 is 150 %. */
  readonly collateralRatio: number;
  /** Of the collateral in claims, a year. */
  readonly volatility: number;
  /** Time within which claims are redeemed, years, above 0. */
  readonly years: number;
  /** Claims outstanding. */
  readonly claims: number;
  /** Fee that the protocol takes on claims a year, as a ratio; null when none is known. */
  readonly feeRate: number | null;
};

/** What the holders' right to redeem is worth. */
export type RedemptionPut = {
  /** For one claim. */
  readonly put: Estimate;
  /** claims × put. */
  readonly liability: Estimate;
  /** Fee of the horizon over the put. */
  readonly feeCoverage: Estimate;
};

const METHOD = "Black-76 put on the collateral ratio, strike 1";

/**
 * Values the put that the holders of claims of 1 hold on a ratio of collateral.
 *
 * @see REDEMPTION_PUT
 * @example redemptionPut({ collateralRatio: 1.5, volatility: 0.8, years: 30 / 365, claims: 1e6, feeRate: 0.02 })
 */
export function redemptionPut(terms: RedemptionTerms): RedemptionPut {
  const { collateralRatio, volatility, years, claims, feeRate } = terms;
  const n = 1;
  if (!(collateralRatio >= 0 && volatility >= 0 && years > 0)) {
    const none = missingEstimate(
      "MODEL_DOMAIN",
      `Expected a collateral ratio and a volatility of 0 or more and a horizon above 0, got ${collateralRatio}, ${volatility} and ${years} years.`,
      { n, method: METHOD },
    );
    return { put: none, liability: none, feeCoverage: none };
  }
  const put =
    collateralRatio === 0
      ? 1
      : blackPrice("PUT", { forward: collateralRatio, strike: 1, years, volatility, rate: 0 });
  return {
    put: estimated({ value: put, n, method: METHOD }),
    liability: estimated({ value: claims * put, n, method: METHOD }),
    feeCoverage: feeCoverage(feeRate, years, put),
  };
}

function feeCoverage(feeRate: number | null, years: number, put: number): Estimate {
  const parts = { n: 1, method: `fee over ${METHOD}` };
  if (feeRate === null) return missingEstimate("NO_DATA", "No fee is given.", parts);
  if (put === 0) return missingEstimate("ZERO_DENOMINATOR", "The put is worth 0.", parts);
  return estimated({ value: (feeRate * years) / put, ...parts });
}
