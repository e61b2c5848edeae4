import { type Rational, rational } from "../domain/rational.ts";
import { type Estimate, estimated, missingEstimate } from "./estimate.ts";
import { kaplanMeier, type Lifetime, type SurvivalStep } from "./kaplan-meier.ts";
import { levelAsNumber, requireLevel } from "./level.ts";

/** One part in 10^12: what the product of a curve may lose to rounding. */
const ROUNDING = 1e-12;

function firstAtOrBelow(
  curve: readonly SurvivalStep[],
  level: number,
  height: (step: SurvivalStep) => number,
): number | null {
  return curve.find((step) => height(step) <= level * (1 + ROUNDING))?.time ?? null;
}

/**
 * Estimates the time by which a share p of subjects has had the event: the first t with S(t) ≤ 1 - p.
 * The interval is where the log-log bands of the curve cross 1 - p (Brookmeyer and Crowley).
 *
 * @param lifetimes - See {@link kaplanMeier}.
 * @param share - p inside (0, 1): 1/2 for the median, 95/100 for the time that 5 % outlast.
 * @param confidence - Two-sided; 0.95 unless told.
 * @returns In the durations' unit. INSUFFICIENT_DATA when the curve ends above 1 - p: the reason names the longest
 *   time watched, a lower bound; NO_DATA without any event. A side that the bands do not cross is null. `n` counts subjects, `effectiveN` events.
 * @throws {InvalidRequestError} as {@link kaplanMeier} does, or for a share outside (0, 1).
 * @see Brookmeyer and Crowley, Biometrics 38 (1982)
 */
export function survivalQuantile(
  lifetimes: readonly Lifetime[],
  share: Rational,
  confidence = 0.95,
): Estimate {
  requireLevel(share);
  const curve = kaplanMeier(lifetimes, confidence);
  const remaining = levelAsNumber(rational(share.denominator - share.numerator, share.denominator));
  const effectiveN = curve.reduce((events, step) => events + step.events, 0);
  const parts = { n: lifetimes.length, effectiveN, method: "Kaplan-Meier, log-log interval" };
  if (effectiveN === 0) return missingEstimate("NO_DATA", "Expected at least one event.", parts);
  const value = firstAtOrBelow(curve, remaining, (step) => step.survival);
  if (value === null) {
    const longest = lifetimes.reduce((most, { duration }) => Math.max(most, duration), 0);
    return missingEstimate("INSUFFICIENT_DATA", `Not reached; more than ${longest}.`, parts);
  }
  const bounds = {
    lower: firstAtOrBelow(curve, remaining, ({ interval }) => interval?.lower ?? 0),
    upper: firstAtOrBelow(curve, remaining, ({ interval }) => interval?.upper ?? 1),
  };
  return estimated({ ...parts, value, interval: bounds, confidence });
}
