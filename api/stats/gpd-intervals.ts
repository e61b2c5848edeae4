import type { Interval } from "./estimate.ts";
import type { GpdFit } from "./gpd-fit.ts";
import { gpdLogLikelihood, gpdScaleGivenShape } from "./gpd-likelihood.ts";
import { maximize } from "./maximize.ts";
import { profileInterval } from "./profile-interval.ts";

/** A fit with the sample it comes from and the critical value of its intervals. */
export type GpdProfile = {
  /** Excesses over the threshold, > 0. */
  readonly excesses: readonly number[];
  readonly fit: GpdFit;
  /** Quantile of chi-squared with one degree of freedom at the confidence. */
  readonly critical: number;
};

/** Range of shapes searched: at −1 and below the likelihood has no maximum, beyond 10 there is no tail to speak of. */
const SHAPE_RANGE = { minimum: -1, maximum: 10 };
const SHAPE_STEP = 0.05;

/** Shapes of the confidence region at which the search for its farthest point starts. */
const REGION_POINTS = 16;

/**
 * Returns the profile-likelihood interval of the shape ξ.
 *
 * @returns Interval, no unit; a side is null when the data do not reject any shape down to −1 or up to 10.
 * @see Davison, Smith, Models for exceedances over high thresholds, JRSS B 52 (1990)
 */
export function gpdShapeInterval({ excesses, fit, critical }: GpdProfile): Interval {
  const deficit = (shape: number): number =>
    2 * (fit.logLikelihood - gpdLogLikelihood(excesses, shape, gpdScaleGivenShape(excesses, shape)));
  return profileInterval(deficit, { estimate: fit.shape, step: SHAPE_STEP, ...SHAPE_RANGE, critical });
}

/**
 * Returns the profile-likelihood interval of the scale β.
 *
 * @returns Interval in the unit of the excesses.
 */
export function gpdScaleInterval(profile: GpdProfile): Interval {
  return gpdFactorInterval(profile, () => 1);
}

/**
 * Returns the profile-likelihood interval of a quantity β·factor(ξ), such as the height of VaR or ES over the threshold:
 * its smallest and largest value over all (ξ, β) that the likelihood-ratio test does not reject.
 *
 * @param factor - Positive function of the shape; infinite where the quantity does not exist.
 * @returns Interval in the unit of the excesses; the upper side is null when a shape with an infinite factor is not rejected.
 * @see Coles, An Introduction to Statistical Modeling of Extreme Values, section 4.3.3
 */
export function gpdFactorInterval(profile: GpdProfile, factor: (shape: number) => number): Interval {
  const { lower, upper } = gpdShapeInterval(profile);
  const from = lower ?? SHAPE_RANGE.minimum + SHAPE_STEP;
  const to = upper ?? SHAPE_RANGE.maximum;
  const shapes = Array.from(
    { length: REGION_POINTS },
    (_, i) => from + ((to - from) * i) / (REGION_POINTS - 1),
  );
  const smallest = maximize((shape) => -factor(shape) * extremeScale(profile, shape, "lower"), shapes);
  if (!Number.isFinite(factor(to))) return { lower: -smallest.value, upper: null };
  const largest = maximize((shape) => factor(shape) * extremeScale(profile, shape, "upper"), shapes);
  return { lower: -smallest.value, upper: largest.value };
}

/** The smallest or largest scale that goes with a shape without being rejected. */
function extremeScale(
  { excesses, fit, critical }: GpdProfile,
  shape: number,
  side: "lower" | "upper",
): number {
  const estimate = gpdScaleGivenShape(excesses, shape);
  const minimum = side === "lower" ? 0 : estimate;
  const maximum = side === "upper" ? Number.POSITIVE_INFINITY : estimate;
  const deficit = (scale: number): number =>
    2 * (fit.logLikelihood - gpdLogLikelihood(excesses, shape, scale));
  const step = estimate / 16;
  return profileInterval(deficit, { estimate, step, minimum, maximum, critical })[side] ?? estimate;
}
