import { InvalidRequestError } from "../domain/errors.ts";
import type { Interval } from "./estimate.ts";
import { twoSidedZ } from "./two-sided-z.ts";

/** One subject: how long it was watched, at least 0, and whether the event came then (else it is censored). */
export type Lifetime = { readonly duration: number; readonly isEvent: boolean };

/** The curve at one time with events. */
export type SurvivalStep = {
  readonly time: number;
  /** Subjects watched up to this time. */
  readonly atRisk: number;
  readonly events: number;
  /** S(t): chance that the event comes later, in [0, 1]. */
  readonly survival: number;
  /** Greenwood's variance of S(t); null where S is 0, because the formula has no value there. */
  readonly variance: number | null;
  /** Log-log interval of S(t); null where S is 0. */
  readonly interval: Interval | null;
};

function requireLifetimes(lifetimes: readonly Lifetime[]): void {
  const wrong = lifetimes.find(({ duration }) => !(duration >= 0 && duration < Infinity));
  if (wrong === undefined) return;
  throw new InvalidRequestError(`Expected finite durations of at least 0, got ${wrong.duration}.`);
}

function groupByDuration(lifetimes: readonly Lifetime[]): Map<number, { events: number; censored: number }> {
  const groups = new Map<number, { events: number; censored: number }>();
  for (const { duration, isEvent } of [...lifetimes].sort((a, b) => a.duration - b.duration)) {
    const group = groups.get(duration) ?? { events: 0, censored: 0 };
    if (isEvent) group.events++;
    else group.censored++;
    groups.set(duration, group);
  }
  return groups;
}

/** exp(-exp(ln(-ln S) ± z √(Σ d/(n(n-d))) / ln S)): an interval that stays in (0, 1). */
function logLogInterval(survival: number, hazardVariance: number, z: number): Interval {
  const logarithm = Math.log(survival);
  const spread = Math.exp((z * Math.sqrt(hazardVariance)) / -logarithm);
  return { lower: survival ** spread, upper: survival ** (1 / spread) };
}

/**
 * Returns the Kaplan-Meier curve S(t) = Π_{tᵢ≤t}(1 - dᵢ/nᵢ), with Greenwood's variance S² Σ dᵢ/(nᵢ(nᵢ-dᵢ))
 * and log-log intervals. A subject censored at the time of an event counts as at risk there.
 *
 * @param lifetimes - In any order; durations in one unit.
 * @param confidence - Two-sided, pointwise; 0.95 unless told.
 * @returns One step for each time with events, ascending; empty without events.
 * @throws {InvalidRequestError} when a duration is negative or not finite, or the confidence is outside (0, 1).
 * @see Kaplan and Meier, JASA 53 (1958); Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 2nd ed., section 1.4
 */
export function kaplanMeier(lifetimes: readonly Lifetime[], confidence = 0.95): SurvivalStep[] {
  requireLifetimes(lifetimes);
  const z = twoSidedZ(confidence);
  const curve: SurvivalStep[] = [];
  let atRisk = lifetimes.length;
  let survival = 1;
  let hazardVariance = 0;
  for (const [time, { events, censored }] of groupByDuration(lifetimes)) {
    if (events > 0) {
      const left = atRisk - events;
      survival *= left / atRisk;
      if (left > 0) hazardVariance += events / (atRisk * left);
      const variance = left > 0 ? survival * survival * hazardVariance : null;
      const interval = left > 0 ? logLogInterval(survival, hazardVariance, z) : null;
      curve.push({ time, atRisk, events, survival, variance, interval });
    }
    atRisk -= events + censored;
  }
  return curve;
}
