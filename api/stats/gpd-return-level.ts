import { type Estimate, estimated, missingEstimate } from "./estimate.ts";
import { gpdFit } from "./gpd-fit.ts";
import { gpdFactorInterval } from "./gpd-intervals.ts";
import { gpdQuantileFactor } from "./gpd-tail-risk.ts";
import { MINIMUM_EXCEEDANCES } from "./peaks-over-threshold.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** A tail and how long one waits. */
export type ReturnLevelInput = {
  /** Finite, positive = loss. */
  readonly losses: readonly number[];
  /** u, unit of the losses. */
  readonly threshold: number;
  /** Observations in which the level is exceeded once on average. */
  readonly observations: number;
  /** θ in (0, 1]: 1 when exceedances come alone. */
  readonly extremalIndex: number;
  /** Two-sided coverage of the interval, such as 0.95. */
  readonly confidence: number;
};

const METHOD = "generalised Pareto return level with extremal index, profile-likelihood interval";

/**
 * Estimates the loss that a cluster of losses exceeds once in m observations on average: u + β((ζmθ)^ξ − 1)/ξ, ζ the share of losses above u.
 * ζ and θ are taken as known in the interval.
 *
 * @returns Unit of the losses; INSUFFICIENT_DATA below 30 exceedances, MODEL_DOMAIN without a regular fit, NOT_APPLICABLE when the
 *   threshold itself is exceeded less often.
 * @throws {InvalidRequestError} when the confidence is not inside (0, 1).
 * @see Coles, An Introduction to Statistical Modeling of Extreme Values, section 5.3.3
 */
export function gpdReturnLevel(input: ReturnLevelInput): Estimate {
  const { losses, threshold, observations, extremalIndex, confidence } = input;
  const critical = twoSidedZ(confidence) ** 2;
  const excesses = losses.filter((loss) => loss > threshold).map((loss) => loss - threshold);
  const parts = { n: losses.length, effectiveN: excesses.length, method: METHOD };
  if (excesses.length < MINIMUM_EXCEEDANCES) return tooFewInTail(excesses.length, MINIMUM_EXCEEDANCES, parts);
  const fit = gpdFit(excesses);
  if (fit === null) {
    return missingEstimate("MODEL_DOMAIN", "The likelihood has no regular maximum: shape ≤ −0.5.", parts);
  }
  const rarity = (excesses.length / losses.length) * observations * extremalIndex;
  if (!(rarity > 1)) {
    return missingEstimate(
      "NOT_APPLICABLE",
      "The threshold is exceeded less often than once in that time.",
      parts,
    );
  }
  const factor = (shape: number): number => gpdQuantileFactor(shape, rarity);
  const { lower, upper } = gpdFactorInterval({ excesses, fit, critical }, factor);
  const shifted = (end: number | null): number | null => (end === null ? null : threshold + end);
  const interval = { lower: shifted(lower), upper: shifted(upper) };
  return estimated({ ...parts, value: threshold + fit.scale * factor(fit.shape), interval, confidence });
}
