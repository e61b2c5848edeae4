import type { Rational } from "../domain/rational.ts";
import { type Estimate, estimated, missingEstimate } from "./estimate.ts";
import { type HillInput, hillEstimator } from "./hill-estimator.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/**
 * Estimates a quantile beyond the sample from its power tail: q = X_(k+1) · d^ξ with d = k/(n(1 − p)) and ξ of Hill.
 * Interval: q·exp(±zξ√((1 + ln²d)/k)), from the variances of ξ and of ln X_(k+1).
 *
 * @param level - p, exact, beyond the share 1 − k/n and below 1.
 * @returns Quantile in the unit of the sample, with `effectiveN` = k; the status of {@link hillEstimator} when there is no ξ;
 *   NOT_APPLICABLE when the level lies inside the sample's body or is not below 1.
 * @throws {InvalidRequestError} when a value is not finite or the confidence is not inside (0, 1).
 * @see Weissman, Estimation of parameters and large quantiles based on the k largest observations, JASA 73 (1978)
 * @see de Haan, Ferreira, Extreme Value Theory, section 4.3
 */
export function weissmanQuantile(input: HillInput, level: Rational): Estimate {
  const { sample, order, confidence } = input;
  const method = `Weissman quantile, k = ${order}, log-normal interval`;
  const hill = hillEstimator(input);
  if (hill.value === null) return { ...hill, method };
  const parts = { n: sample.length, effectiveN: order, method };
  const beyond = Number(level.denominator - level.numerator) / Number(level.denominator);
  const ratio = order / (sample.length * beyond);
  if (!(beyond > 0 && ratio >= 1)) {
    return missingEstimate("NOT_APPLICABLE", "The level does not lie in the tail that k describes.", parts);
  }
  const base = Float64Array.from(sample)
    .sort()
    .at(-order - 1) as number;
  const value = base * ratio ** hill.value;
  const margin = twoSidedZ(confidence) * hill.value * Math.sqrt((1 + Math.log(ratio) ** 2) / order);
  const interval = { lower: value * Math.exp(-margin), upper: value * Math.exp(margin) };
  return estimated({ ...parts, value, interval, confidence });
}
