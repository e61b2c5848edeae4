import { type Rational, rational } from "../domain/rational.ts";
import { clopperPearson } from "../stats/clopper-pearson.ts";
import type { Estimate } from "../stats/estimate.ts";
import { kaplanMeier, type SurvivalStep } from "../stats/kaplan-meier.ts";
import { survivalQuantile } from "../stats/survival-quantile.ts";

/** How long one thing was watched, and whether what was waited for came then. */
export type Watched = {
  /** Whole seconds, 0 or more. */
  readonly seconds: bigint;
  /** False when the watch ended without it: the true time is longer. */
  readonly isEvent: boolean;
};

/** How long something takes, with those for which it has not come yet. */
export type TimesToEvent = {
  readonly subjects: number;
  readonly events: number;
  readonly censored: number;
  /** Seconds. */
  readonly median: Estimate;
  /** Seconds. */
  readonly quantile95: Estimate;
  /** Share of all subjects for which it came in the same block. */
  readonly immediateShare: Estimate;
  /** Seconds: what a quantile that is not reached is above; null without subjects. */
  readonly longestWatched: bigint | null;
  /** Times in seconds. */
  readonly curve: readonly SurvivalStep[];
};

const MEDIAN: Rational = rational(1n, 2n);
const TAIL: Rational = rational(19n, 20n);

/**
 * Describes times to an event by Kaplan-Meier with log-log intervals: what has not come yet is censored and never shortens a quantile.
 *
 * @returns Quantiles that the curve does not reach are INSUFFICIENT_DATA; without any event NO_DATA.
 */
export function timesToEvent(watched: readonly Watched[]): TimesToEvent {
  const lifetimes = watched.map(({ seconds, isEvent }) => ({ duration: Number(seconds), isEvent }));
  const events = watched.filter(({ isEvent }) => isEvent);
  const successes = events.filter(({ seconds }) => seconds === 0n).length;
  return {
    subjects: watched.length,
    events: events.length,
    censored: watched.length - events.length,
    median: survivalQuantile(lifetimes, MEDIAN),
    quantile95: survivalQuantile(lifetimes, TAIL),
    immediateShare: clopperPearson({ successes, trials: watched.length }),
    longestWatched: watched.reduce<bigint | null>(
      (most, { seconds }) => (most === null || seconds > most ? seconds : most),
      null,
    ),
    curve: kaplanMeier(lifetimes),
  };
}
