import { type Estimate, estimated } from "./estimate.ts";
import { moments } from "./moments.ts";
import { requireFinite } from "./require-finite.ts";
import { tooFewInTail } from "./too-few-in-tail.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** Fewest losses over the threshold for a mean. */
export const MINIMUM_FOR_MEAN_EXCESS = 30;

/**
 * Estimates the mean excess e(u) = mean of (x − u) over losses above u; over a grid of thresholds it is linear in u
 * with slope ξ/(1 − ξ) from where a generalised Pareto tail begins. Interval: normal, from the excesses' standard deviation.
 *
 * @param losses - Independent losses, any unit.
 * @param threshold - u; an exceedance is strictly above it.
 * @param confidence - Two-sided coverage of the interval, such as 0.95.
 * @returns Mean in the unit of the losses, with `effectiveN` = exceedances; INSUFFICIENT_DATA below 30 of them.
 * @throws {InvalidRequestError} when a loss is not finite or the confidence is not inside (0, 1).
 * @see Embrechts, Klüppelberg, Mikosch, Modelling Extremal Events, section 6.2.2
 */
export function meanExcess(losses: readonly number[], threshold: number, confidence: number): Estimate {
  requireFinite(losses, "losses");
  const z = twoSidedZ(confidence);
  const method = "mean excess, normal interval";
  const excesses = losses.filter((x) => x > threshold).map((x) => x - threshold);
  const count = excesses.length;
  if (count < MINIMUM_FOR_MEAN_EXCESS) {
    return tooFewInTail(count, MINIMUM_FOR_MEAN_EXCESS, { n: losses.length, method });
  }
  const { mean, variance } = moments(excesses);
  const value = mean ?? Number.NaN;
  const margin = z * Math.sqrt((variance ?? Number.NaN) / count);
  const interval = { lower: value - margin, upper: value + margin };
  return estimated({ value, interval, confidence, n: losses.length, effectiveN: count, method });
}
