import { type Estimate, estimated, missingEstimate } from "./estimate.ts";
import { gpdFit } from "./gpd-fit.ts";
import { gpdRegion, largestOver } from "./gpd-region.ts";
import { MINIMUM_EXCEEDANCES } from "./peaks-over-threshold.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** A tail and how far into it one looks. */
export type ReturnPeriodInput = {
  /** Finite, positive = loss. */
  readonly losses: readonly number[];
  /** u, unit of the losses. */
  readonly threshold: number;
  /** Level over the threshold, unit of the losses. */
  readonly level: number;
  /** Two-sided coverage of the interval, such as 0.95. */
  readonly confidence: number;
};

const METHOD = "generalised Pareto return period, profile-likelihood interval";

/**
 * Estimates how many observations pass on average from one that exceeds a level to the next: (1 + ξ(x − u)/β)^(1/ξ) / ζ, ζ the
 * share of losses above u, taken as known in the interval. The inverse of the return level with extremal index 1.
 *
 * @returns Observations; INSUFFICIENT_DATA below 30 exceedances, MODEL_DOMAIN without a regular fit or beyond the end of the
 *   fitted tail, NOT_APPLICABLE at or below the threshold. The upper side of the interval is null where a tail that ends before
 *   the level is not rejected.
 * @throws {InvalidRequestError} when the confidence is not inside (0, 1).
 * @see Coles, An Introduction to Statistical Modeling of Extreme Values, section 4.3.3
 */
export function gpdReturnPeriod({ losses, threshold, level, confidence }: ReturnPeriodInput): Estimate {
  const critical = twoSidedZ(confidence) ** 2;
  const excesses = losses.filter((loss) => loss > threshold).map((loss) => loss - threshold);
  const parts = { n: losses.length, effectiveN: excesses.length, method: METHOD };
  if (excesses.length < MINIMUM_EXCEEDANCES) return tooFewInTail(excesses.length, MINIMUM_EXCEEDANCES, parts);
  if (!(level > threshold)) {
    return missingEstimate("NOT_APPLICABLE", "The level does not lie over the threshold.", parts);
  }
  const fit = gpdFit(excesses);
  if (fit === null) {
    return missingEstimate("MODEL_DOMAIN", "The likelihood has no regular maximum: shape ≤ −0.5.", parts);
  }
  const logPeriod = (theta: number, scale: number) =>
    logSurvival(theta, level - threshold) / scale - Math.log(excesses.length / losses.length);
  const region = gpdRegion({ excesses, fit, critical });
  const least = largestOver(region, ({ theta, upper }) => -logPeriod(theta, upper));
  const most = largestOver(region, ({ theta, lower }) => logPeriod(theta, lower));
  return estimated({
    ...{ ...parts, confidence, value: Math.exp(logPeriod(fit.shape / fit.scale, fit.scale)) },
    interval: {
      lower: least === null ? null : Math.exp(-least),
      upper: most === null ? null : Math.exp(most),
    },
  });
}

/** −β ln P(Y > y) = ln(1 + θy)/θ, y for θ = 0; infinite beyond the end of the tail. */
function logSurvival(theta: number, excess: number): number {
  if (theta === 0) return excess;
  return 1 + theta * excess <= 0 ? Number.POSITIVE_INFINITY : Math.log1p(theta * excess) / theta;
}
