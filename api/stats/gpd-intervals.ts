import type { Interval } from "./estimate.ts";
import type { GpdFit } from "./gpd-fit.ts";
import { gpdRegion, largestOver } from "./gpd-region.ts";

/** A fit with the sample it comes from and the critical value of its intervals. */
export type GpdProfile = {
  /** Excesses over the threshold, > 0. */
  readonly excesses: readonly number[];
  readonly fit: GpdFit;
  /** Quantile of chi-squared with one degree of freedom at the confidence. */
  readonly critical: number;
};

/**
 * Returns the profile-likelihood interval of the shape ξ: its smallest and largest value over all (ξ, β) that the likelihood-ratio test
 * does not reject.
 *
 * @returns Interval, no unit; a side is null when the data do not reject any shape down to −1, or any however large.
 * @see Davison, Smith, Models for exceedances over high thresholds, JRSS B 52 (1990)
 */
export function gpdShapeInterval(profile: GpdProfile): Interval {
  const region = gpdRegion(profile);
  const smallest = largestOver(region, ({ theta, lower, upper }) => -Math.min(theta * lower, theta * upper));
  const largest = largestOver(region, ({ theta, lower, upper }) => Math.max(theta * lower, theta * upper));
  return { lower: smallest === null ? null : -smallest, upper: largest };
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
 * @param factor - Positive function of the shape with which β·factor(θβ) rises in β at every θ; infinite where the quantity does not exist.
 * @returns Interval in the unit of the excesses; the upper side is null when a shape with an infinite factor is not rejected.
 * @see Coles, An Introduction to Statistical Modeling of Extreme Values, section 4.3.3
 */
export function gpdFactorInterval(profile: GpdProfile, factor: (shape: number) => number): Interval {
  const region = gpdRegion(profile);
  const smallest = largestOver(region, ({ theta, lower }) => -lower * factor(theta * lower));
  const largest = largestOver(region, ({ theta, upper }) => upper * factor(theta * upper));
  return { lower: smallest === null ? null : -smallest, upper: largest };
}
