import type { ConditionId } from "./trigger.ts";

/** The dates of an episode as bucket numbers, and the scope series at them. Numbers that are not known are null. */
export type DatedEpisode = {
  /** Last best bucket of the 72 hours before the onset. */
  readonly start: number;
  /** First bucket of the row of buckets that made the onset. */
  readonly onset: number;
  /** Bucket whose end made the onset known. */
  readonly known: number;
  /** Worst bucket of the trigger's own measure, or of the composite stress index where there is one, from the onset on. */
  readonly peak: number;
  /** Worst bucket of the scope series from start to end. */
  readonly trough: number;
  /** First bucket after the last one with a condition on; null until a quiet day has passed. */
  readonly end: number | null;
  /** First bucket of the recovery; null while the series has not recovered: right-censored. */
  readonly recovery: number | null;
  /** True when an episode that is not merged with this one began before it recovered. */
  readonly isOvertaken: boolean;
  /** Conditions that were on at some time, in the order of the gauge. */
  readonly conditions: readonly ConditionId[];
  /** Badness of the scope series at start and trough. */
  readonly startBadness: number | null;
  readonly troughBadness: number | null;
  /** Empirical-cdf rank of the change at the bucket that made the onset known; null in the burn-in. */
  readonly rank: number | null;
};
