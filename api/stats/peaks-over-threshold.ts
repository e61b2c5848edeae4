import type { Rational } from "../domain/rational.ts";
import { type Estimate, estimated, type Interval, missingEstimate } from "./estimate.ts";
import { type GpdFit, gpdFit } from "./gpd-fit.ts";
import { type GpdProfile, gpdFactorInterval, gpdScaleInterval, gpdShapeInterval } from "./gpd-intervals.ts";
import { gpdQuantileFactor, gpdShortfallFactor } from "./gpd-tail-risk.ts";
import { requireFinite } from "./require-finite.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** Losses over a threshold and what is asked of their tail. */
export type PeaksOverThresholdInput = {
  /** All losses, positive = loss, any unit; independent (decluster them, or see the extremal index). */
  readonly losses: readonly number[];
  /** u, unit of the losses; an exceedance is strictly above it. */
  readonly threshold: number;
  /** α of VaR and ES, exact; above the share of losses that are at or below the threshold. */
  readonly level: Rational;
  /** Two-sided coverage of the intervals, such as 0.95. */
  readonly confidence: number;
};

/** Estimates of one fit; `n` is the number of losses, `effectiveN` the number of exceedances. */
export type PeaksOverThreshold = {
  /** ξ, no unit. */
  readonly shape: Estimate;
  /** β, unit of the losses. */
  readonly scale: Estimate;
  /** Unit of the losses. */
  readonly valueAtRisk: Estimate;
  /** Unit of the losses; MODEL_DOMAIN from ξ = 1 on, where the mean of the tail is infinite. */
  readonly expectedShortfall: Estimate;
  /** Maximised log-likelihood of the excesses; null when there is no fit. */
  readonly logLikelihood: number | null;
};

/** Fewest exceedances for a fit. */
export const MINIMUM_EXCEEDANCES = 30;

const METHOD = "generalised Pareto peaks over threshold, maximum likelihood, profile-likelihood interval";

/**
 * Estimates the tail of losses from their peaks over a threshold:
 * VaR = u + β((ζ/(1−α))^ξ − 1)/ξ and ES = (VaR + β − ξu)/(1 − ξ), with ζ the share of losses above u, taken as known in the intervals.
 *
 * @returns INSUFFICIENT_DATA below 30 exceedances; MODEL_DOMAIN when ξ ≤ −0.5; NOT_APPLICABLE for VaR and ES at a level the threshold does not reach.
 * @throws {InvalidRequestError} when a loss is not finite or the confidence is not inside (0, 1).
 * @see McNeil, Estimating the tails of loss severity distributions using extreme value theory, ASTIN Bulletin 27 (1997)
 * @see Davison, Smith, Models for exceedances over high thresholds, JRSS B 52 (1990)
 * @example peaksOverThreshold({ losses: danishFire, threshold: 10, level: rational(99n, 100n), confidence: 0.95 }) // ξ 0.497, ES 58.24
 */
export function peaksOverThreshold(input: PeaksOverThresholdInput): PeaksOverThreshold {
  requireFinite(input.losses, "losses");
  const critical = twoSidedZ(input.confidence) ** 2;
  const excesses = input.losses.filter((x) => x > input.threshold).map((x) => x - input.threshold);
  if (excesses.length < MINIMUM_EXCEEDANCES) {
    return unavailable(
      tooFewInTail(excesses.length, MINIMUM_EXCEEDANCES, { n: input.losses.length, method: METHOD }),
    );
  }
  const fit = gpdFit(excesses);
  if (fit === null) {
    const parts = { n: input.losses.length, method: METHOD, effectiveN: excesses.length };
    return unavailable(
      missingEstimate("MODEL_DOMAIN", "The likelihood has no regular maximum: shape ≤ −0.5.", parts),
    );
  }
  return fromFit(input, fit, { excesses, fit, critical });
}

/** The same missing estimate for everything. */
function unavailable(missing: Estimate): PeaksOverThreshold {
  return {
    shape: missing,
    scale: missing,
    valueAtRisk: missing,
    expectedShortfall: missing,
    logLikelihood: null,
  };
}

function fromFit(input: PeaksOverThresholdInput, fit: GpdFit, profile: GpdProfile): PeaksOverThreshold {
  const { length } = profile.excesses;
  const make = (value: number, interval: Interval): Estimate => {
    const { confidence, losses } = input;
    return estimated({ value, interval, confidence, n: losses.length, effectiveN: length, method: METHOD });
  };
  return {
    shape: make(fit.shape, gpdShapeInterval(profile)),
    scale: make(fit.scale, gpdScaleInterval(profile)),
    valueAtRisk: tailRisk(input, profile, gpdQuantileFactor, make),
    expectedShortfall: tailRisk(input, profile, gpdShortfallFactor, make),
    logLikelihood: fit.logLikelihood,
  };
}

/** One tail measure u + β·factor(ξ) with its interval. */
function tailRisk(
  input: PeaksOverThresholdInput,
  profile: GpdProfile,
  factor: (shape: number, rarity: number) => number,
  make: (value: number, interval: Interval) => Estimate,
): Estimate {
  const { numerator, denominator } = input.level;
  const beyond = Number(denominator - numerator) / Number(denominator);
  const rarity = profile.excesses.length / input.losses.length / beyond;
  const parts = { n: input.losses.length, method: METHOD, effectiveN: profile.excesses.length };
  if (!(beyond > 0 && rarity > 1)) {
    return missingEstimate(
      "NOT_APPLICABLE",
      "The level does not lie beyond the threshold and below 1.",
      parts,
    );
  }
  const factorAt = (shape: number): number => factor(shape, rarity);
  const excess = profile.fit.scale * factorAt(profile.fit.shape);
  if (!Number.isFinite(excess)) {
    return missingEstimate("MODEL_DOMAIN", "The mean of the tail is infinite: shape ≥ 1.", parts);
  }
  const { lower, upper } = gpdFactorInterval(profile, factorAt);
  const shift = (end: number | null): number | null => (end === null ? null : input.threshold + end);
  return make(input.threshold + excess, { lower: shift(lower), upper: shift(upper) });
}
