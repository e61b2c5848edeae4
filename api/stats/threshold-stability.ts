import type { Rational } from "../domain/rational.ts";
import type { Estimate } from "./estimate.ts";
import { meanExcess } from "./mean-excess.ts";
import { peaksOverThreshold } from "./peaks-over-threshold.ts";

/** Losses and the thresholds to compare. */
export type ThresholdStabilityInput = {
  /** Independent losses, any unit. */
  readonly losses: readonly number[];
  /** Thresholds in the unit of the losses, such as their quantiles from 85 % to 97.5 %. */
  readonly thresholds: readonly number[];
  /** α of VaR and ES, exact. */
  readonly level: Rational;
  /** Two-sided coverage of the intervals, such as 0.95. */
  readonly confidence: number;
};

/** What a threshold gives; every estimate stands for itself and may be missing. */
export type ThresholdRow = {
  readonly threshold: number;
  /** Losses strictly above the threshold. */
  readonly exceedances: number;
  /** Unit of the losses; see {@link meanExcess}. */
  readonly meanExcess: Estimate;
  /** ξ, no unit; constant in u where the tail is generalised Pareto. */
  readonly shape: Estimate;
  /** β − ξu, unit of the losses; constant in u where the tail is generalised Pareto. Null without a fit. */
  readonly modifiedScale: number | null;
  readonly valueAtRisk: Estimate;
  readonly expectedShortfall: Estimate;
};

/**
 * Compares thresholds of a peaks-over-threshold fit: mean excess, shape, modified scale, VaR and ES at each,
 * to be published beside the fit that is used.
 *
 * @returns One row per threshold, in the order given.
 * @throws {InvalidRequestError} when a loss is not finite or the confidence is not inside (0, 1).
 * @see Coles, An Introduction to Statistical Modeling of Extreme Values, section 4.3.4
 */
export function thresholdStability(input: ThresholdStabilityInput): ThresholdRow[] {
  const { losses, level, confidence } = input;
  return input.thresholds.map((threshold) => {
    const fit = peaksOverThreshold({ losses, threshold, level, confidence });
    const { value: scale } = fit.scale;
    const { value: shape } = fit.shape;
    return {
      threshold,
      exceedances: losses.filter((x) => x > threshold).length,
      meanExcess: meanExcess(losses, threshold, confidence),
      shape: fit.shape,
      modifiedScale: scale === null || shape === null ? null : scale - shape * threshold,
      valueAtRisk: fit.valueAtRisk,
      expectedShortfall: fit.expectedShortfall,
    };
  });
}
