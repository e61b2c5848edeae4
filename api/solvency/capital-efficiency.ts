import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, type Ratio } from "../domain/ratio.ts";
import type { Worth } from "../domain/worth.ts";
import { worthRatio } from "../domain/worth.ts";
import { type Estimate, estimated, missingEstimate } from "../stats/estimate.ts";
import { realisedVolatility } from "../stats/realised-volatility.ts";
import { consecutiveReturns } from "./consecutive-returns.ts";
import type { Coverage } from "./coverage.ts";
import type { ValuedExposure } from "./exposure.ts";
import { dividedBy, type GapLosses, type GapModel, gapLosses, sumEstimates } from "./required-liquidity.ts";

/** Definition of the capital efficiency. */
export const CAPITAL_EFFICIENCY: MetricDefinition = {
  id: "capital-efficiency",
  title: "Open interest for each unit of capital, and the liquidity that its volatility asks for",
  formula:
    "openInterestPerCapital = OI / R, OI and R as in `coverage`; per market with s = σ·√(horizonDays/365), m = maintenanceMargin, z = m/s: expectedGapLoss = OI·s·(φ(z) − z·(1 − Φ(z))); requiredLiquidity = OI·(s·φ(z_α)/(1 − α) − m) where s·z_α ≥ m, else expectedGapLoss/(1 − α); capitalEfficiencyRatio = R / Σ requiredLiquidity",
  unit: "ratio; losses in US dollars",
  edgeCases: [
    "No open interest, or no perpetual market: NOT_APPLICABLE.",
    "No resources: openInterestPerCapital is ZERO_DENOMINATOR; resources that are not known in full make it null, because it would be too high.",
    "Volatility from fewer than 30 daily returns: INSUFFICIENT_DATA; a market without a feed: NO_DATA.",
    "Normal tails are a floor: real ones are heavier. Several markets are added without diversification.",
  ],
  sources: [
    "metrics.md M-03",
    "EMIR RTS 153/2013 art. 24 (99 % and 99.5 %), art. 26 (liquidation horizon)",
    "api/stats: realisedVolatility, normalCdf",
  ],
  since: "1.1.0",
};

/** Last valid price of a feed in one of the spans of 24 hours that end at the block, newest span 0. */
export type DailyClose = {
  readonly feed: string;
  readonly day: bigint;
  /** In 10^-decimals of the feed's quote currency. */
  readonly price: bigint;
};

/** What one perpetual market asks for. */
export type MarketLiquidity = GapLosses & {
  readonly exposure: ValuedExposure;
  readonly volatility: Estimate;
};

/** The metric. */
export type CapitalEfficiency = {
  readonly openInterest: Worth;
  readonly resources: Worth;
  readonly openInterestPerCapital: Ratio;
  readonly expectedGapLoss: Estimate;
  readonly requiredLiquidity: Estimate;
  readonly capitalEfficiencyRatio: Estimate;
  /** In the order of the markets' ids. */
  readonly markets: readonly MarketLiquidity[];
};

/** What is asked and known. */
export type CapitalEfficiencyInput = {
  /** Coverage of the open interest. */
  readonly coverage: Coverage;
  readonly closes: readonly DailyClose[];
  /** A year, a ratio, for all markets; null to estimate it market by market. */
  readonly volatility: number | null;
  readonly model: Omit<GapModel, "volatility">;
};

const PER_CAPITAL = "open interest / resources";
const DAYS_A_YEAR = 365;
const NOTHING = "There is no open interest.";

/** Compares open interest and what it may cost with the capital that stands behind it. See {@link CAPITAL_EFFICIENCY}. */
export function capitalEfficiency(input: CapitalEfficiencyInput): CapitalEfficiency {
  const { exposure: openInterest, resources, exposures } = input.coverage;
  const markets = exposures.map((exposure) => marketOf(exposure, input));
  const all = { openInterest, resources, markets };
  if (openInterest.amount?.numerator === 0n) return { ...all, ...notApplicable() };
  const requiredLiquidity = sumEstimates(
    markets.map((market) => market.requiredLiquidity),
    "Σ over markets of ES of the normal gap",
  );
  return {
    ...all,
    openInterestPerCapital: worthRatio(openInterest, resources, PER_CAPITAL),
    expectedGapLoss: sumEstimates(
      markets.map((market) => market.expectedGapLoss),
      "Σ over markets of the mean of the normal gap",
    ),
    requiredLiquidity,
    capitalEfficiencyRatio: dividedBy(resources, requiredLiquidity, "resources / required liquidity"),
  };
}

function notApplicable() {
  const none = (method: string) => missingEstimate("NOT_APPLICABLE", NOTHING, { n: 0, method });
  return {
    openInterestPerCapital: missingRatio(PER_CAPITAL, "NOT_APPLICABLE", NOTHING),
    expectedGapLoss: none("mean of the normal gap"),
    requiredLiquidity: none("ES of the normal gap"),
    capitalEfficiencyRatio: none("resources / required liquidity"),
  };
}

function marketOf(
  exposure: ValuedExposure,
  { closes, volatility: given, model }: CapitalEfficiencyInput,
): MarketLiquidity {
  const volatility = given === null ? estimatedVolatility(exposure, closes) : givenVolatility(given);
  return { exposure, volatility, ...gapLosses(exposure.worth, { ...model, volatility }) };
}

function givenVolatility(value: number): Estimate {
  return estimated({ value, n: 0, method: "given" });
}

/** Only days that follow each other make a return, so that none spans a gap of the feed. */
function estimatedVolatility(
  { exposure: { valuing } }: ValuedExposure,
  closes: readonly DailyClose[],
): Estimate {
  if (valuing.by !== "HALF_AT_FEED") {
    return missingEstimate("NO_DATA", "The market has no price feed.", { n: 0, method: "daily returns" });
  }
  const returns = consecutiveReturns(closes.filter(({ feed }) => feed === valuing.feed));
  const found = realisedVolatility(returns, DAYS_A_YEAR);
  return { ...found, method: `daily returns, ${found.method}` };
}
