import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { type Rational, rational } from "../../domain/rational.ts";
import { automaticBlockLength } from "../../stats/automatic-block-length.ts";
import { bootstrapInterval } from "../../stats/bootstrap-interval.ts";
import { isConstant, MINIMUM_PAIRS } from "../../stats/correlation-pairs.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "../../stats/estimate.ts";
import { marginalExpectedShortfall } from "../../stats/marginal-expected-shortfall.ts";
import { quantileRegression } from "../../stats/quantile-regression.ts";
import { regularizedGamma } from "../../stats/regularized-gamma.ts";
import { sampleQuantile } from "../../stats/sample-quantile.ts";
import { seededRandom } from "../../stats/seeded-random.ts";
import { turbulence } from "../../stats/turbulence.ts";

/** Definition of the joint tail of a fund and its market. */
export const JOINT_TAIL: MetricDefinition = {
  id: "joint-tail",
  title: "ΔCoVaR, systemic shortfall and turbulence",
  formula:
    "ΔCoVaR of y given x = −b(Q_q(x) − Q_½(x)), b the slope of the q-quantile regression of y on x; " +
    "SRISK = kD − (1 − k)W(1 − LRMES), LRMES = 1 − exp(−18·MES), MES the fund's mean daily loss on the market's worst q of days; " +
    "turbulence of the last changes = (y − μ)'Σ⁻¹(y − μ), μ and Σ (Ledoit-Wolf) of those before",
  unit: "ΔCoVaR a loss of the logarithm, positive = worse; SRISK in US dollars; turbulence without unit",
  edgeCases: [
    "Fewer than 60 pairs, or 10 in the worst q: INSUFFICIENT_DATA. A series that does not vary: NOT_APPLICABLE.",
    "SRISK is negative when the fund would keep more than k of its obligations; it needs daily buckets, debts and resources in dollars.",
    "The factor 18 is that of Acharya et al. for a fall of 40 % over six months; it was fitted to shares, not to funds of protocols.",
    "Turbulence leaves out times at which one of the assets has no change.",
  ],
  sources: [
    "metrics.md M-22",
    "Adrian and Brunnermeier, CoVaR, Am. Econ. Rev. 106 (2016)",
    "Acharya, Engle and Richardson, Capital shortfall, Am. Econ. Rev. 102 (2012)",
    "Kritzman and Li, Financial Analysts J. 66 (2010)",
  ],
  since: "1.2.0",
};

/** Changes of two series at the same times, in time order. */
export type ChangePairs = { readonly x: readonly number[]; readonly y: readonly number[] };

/** Settings of the estimates. */
export type JointTailSettings = {
  /** q inside (0, 1). */
  readonly share: Rational;
  readonly confidence: number;
  readonly seed: bigint;
  /** Resamples of an interval, at least 999; 0 for none. */
  readonly resamples: number;
};

const FEWEST_IN_TAIL = 10;
const HALF = rational(1n, 2n);

/**
 * Estimates by how much the value at risk of y grows when x is at its own value at risk instead of its median.
 *
 * @returns A loss, positive = worse, in the unit of y.
 */
export function deltaCovar({ x, y }: ChangePairs, settings: JointTailSettings): Estimate {
  const { share, confidence, seed, resamples } = settings;
  const n = x.length;
  const method = "ΔCoVaR by quantile regression";
  if (n < MINIMUM_PAIRS) return tooFew(n, MINIMUM_PAIRS, method);
  const fewest = Math.ceil((FEWEST_IN_TAIL * Number(share.denominator)) / Number(share.numerator));
  if (n < fewest) return tooFew(n, fewest, method);
  if (isConstant(x) || isConstant(y)) {
    return missingEstimate("NOT_APPLICABLE", "A series does not vary.", { n, method });
  }
  const value = deltaOf({ x, y }, share);
  if (value === null) {
    return missingEstimate("DID_NOT_CONVERGE", "The quantile regression found no line.", { n, method });
  }
  if (resamples === 0) {
    const reason = "No interval: the sample is too large for a bootstrap while one waits.";
    return estimated({ value, n, method, reason });
  }
  const blockLength = automaticBlockLength(y.map((change, i) => Math.abs(change * (x[i] as number))));
  const plan = { random: seededRandom(seed), replicates: resamples, confidence };
  const found = bootstrapInterval({ n, blockLength }, plan, (indices) => {
    const drawn = (series: readonly number[]) => Array.from(indices, (index) => series[index] as number);
    return deltaOf({ x: drawn(x), y: drawn(y) }, share) ?? Number.NaN;
  });
  return estimated({ ...found, value, n, method: `${method}; ${found.method}` });
}

function deltaOf({ x, y }: ChangePairs, share: Rational): number | null {
  const line = quantileRegression({ x, y }, share);
  const ascending = Float64Array.from(x).sort();
  const distance = sampleQuantile(ascending, share) - sampleQuantile(ascending, HALF);
  return line === null ? null : -line.slope * distance + 0;
}

/** What a fund owes and has, in US dollars; null where it is not known. */
export type BalanceSheet = { readonly debt: number | null; readonly resources: number | null };

const LONG_RUN = 18;

/**
 * Estimates the capital that a fund would lack in a long fall of the market.
 *
 * @param pairs - Daily changes; x is the fund's, y the market's.
 * @param capitalRatio - k inside (0, 1): capital that it should keep for each unit of debt and capital.
 * @returns US dollars, positive = lacking.
 */
export function systemicShortfall(
  { x, y }: ChangePairs,
  { debt, resources }: BalanceSheet,
  { share, confidence, capitalRatio }: JointTailSettings & { readonly capitalRatio: number },
): Estimate {
  const mes = marginalExpectedShortfall({ fund: x, market: y, share, confidence });
  const method = "SRISK from MES";
  const { n, effectiveN } = mes;
  if (mes.value === null) return { ...mes, method };
  if (debt === null || resources === null) {
    return missingEstimate("NO_DATA", "Debts or resources have no worth in dollars.", {
      n,
      effectiveN,
      method,
    });
  }
  const lacking = (meanChange: number): number =>
    capitalRatio * debt - (1 - capitalRatio) * resources * Math.exp(LONG_RUN * meanChange);
  const { lower, upper } = mes.interval ?? { lower: null, upper: null };
  const interval = {
    lower: upper === null ? null : lacking(upper),
    upper: lower === null ? null : lacking(lower),
  };
  return estimated({ value: lacking(mes.value), interval, confidence, n, effectiveN, method });
}

/** How unusual the last joint changes of some assets are. */
export type TurbulenceReading = {
  readonly value: Estimate;
  /** Chance of more if changes were normal: χ² with one degree of freedom for each asset; null without a value. */
  readonly chance: number | null;
};

/** Measures the turbulence of the last of some joint changes. */
export function turbulenceReading(rows: readonly (readonly number[])[]): TurbulenceReading {
  const n = rows.length;
  const method = "Mahalanobis distance, squared, Ledoit-Wolf covariance";
  if (n < MINIMUM_PAIRS) return { value: tooFew(n, MINIMUM_PAIRS, method), chance: null };
  const found = turbulence(rows);
  if (found === null) {
    const reason = "Some combination of the assets never moved.";
    return { value: missingEstimate("NOT_APPLICABLE", reason, { n, method }), chance: null };
  }
  const chance = regularizedGamma((rows[0]?.length ?? 0) / 2, found / 2).upper;
  return { value: estimated({ value: found, n, method }), chance };
}
