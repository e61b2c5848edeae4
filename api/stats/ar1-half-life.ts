import { type Estimate, estimated, type Interval, missingEstimate } from "./estimate.ts";
import { neweyWestRegression } from "./newey-west-regression.ts";

/** First-order autocorrelation of a series and what it means in time. */
export type Ar1HalfLife = {
  /** φ, corrected for its bias. */
  readonly persistence: Estimate;
  /** Steps in which a deviation from the mean halves. */
  readonly halfLife: Estimate;
};

/**
 * Estimates how fast a series returns to its mean: x_t = a + φx_{t−1} + e by least squares, φ corrected by +(1 + 3φ̂)/n for the bias
 * of small samples, half-life = ln 2 / −ln φ. Intervals are Newey-West's for φ, shifted by the correction.
 *
 * @param series - Finite numbers at equal steps in time order, any unit.
 * @param confidence - Two-sided coverage of the intervals, inside (0, 1).
 * @returns Half-life in steps. INSUFFICIENT_DATA below 30 pairs; NOT_APPLICABLE for a series that does not vary; MODEL_DOMAIN when
 *   the corrected φ is at least 1 (no return to the mean) or not above 0 (no decay without a change of sign). A side of the interval is
 *   null where φ's lies there.
 * @throws {InvalidRequestError} when a member is not finite or the confidence is not inside (0, 1).
 * @see Kendall, Note on bias in the estimation of autocorrelation, Biometrika 41 (1954)
 */
export function ar1HalfLife(series: readonly number[], confidence: number): Ar1HalfLife {
  const response = series.slice(1);
  const before = series.slice(0, -1);
  const ones = response.map(() => 1);
  const [, slope] = neweyWestRegression({ response, regressors: [ones, before], confidence });
  const method = "AR(1) by least squares, Kendall's correction, Newey-West interval";
  const raw = slope ?? missingEstimate("NO_DATA", "There is no series.", { n: 0, method });
  const persistence = raw.value === null ? unvaried({ ...raw, method }) : corrected(raw, raw.value, method);
  return { persistence, halfLife: halfLifeOf(persistence) };
}

function unvaried(estimate: Estimate): Estimate {
  if (estimate.status !== "ZERO_DENOMINATOR") return estimate;
  return { ...estimate, status: "NOT_APPLICABLE", reason: "The series does not vary." };
}

function corrected(raw: Estimate, slope: number, method: string): Estimate {
  const { n, effectiveN, interval, confidence } = raw;
  const shift = (1 + 3 * slope) / n;
  return estimated({
    ...{ n, effectiveN, method, value: slope + shift, interval: mapped(interval, (side) => side + shift) },
    ...(confidence === null ? {} : { confidence }),
  });
}

function halfLifeOf(persistence: Estimate): Estimate {
  const { value, n, effectiveN, confidence, method } = persistence;
  if (value === null) return persistence;
  const parts = { n, effectiveN, method };
  if (value >= 1) return missingEstimate("MODEL_DOMAIN", "φ is at least 1: no return to the mean.", parts);
  if (value <= 0) {
    const reason = "φ is not above 0: deviations change their sign instead of decaying.";
    return missingEstimate("MODEL_DOMAIN", reason, parts);
  }
  return estimated({
    ...parts,
    value: steps(value),
    interval: mapped(persistence.interval, (side) => (side > 0 && side < 1 ? steps(side) : Number.NaN)),
    ...(confidence === null ? {} : { confidence }),
  });
}

function steps(persistence: number): number {
  return Math.LN2 / -Math.log(persistence);
}

/** Maps both sides; a side that is unknown stays so. */
function mapped(interval: Interval | null, map: (side: number) => number): Interval | null {
  if (interval === null) return null;
  const side = (bound: number | null) => (bound === null ? null : map(bound));
  return { lower: side(interval.lower), upper: side(interval.upper) };
}
