import type { ConditionRule } from "./trigger.ts";

/** What a gauge found in one bucket. Numbers are NaN where they are not known; nothing is filled in. */
export type Reading = {
  /** How bad the scope series is: larger is worse. */
  badness: number;
  /** One for each condition: what is compared, and with what. */
  readonly measures: Float64Array;
  readonly thresholds: Float64Array;
};

/** Turns the values of a scope's series into what conditions compare, bucket by bucket, from nothing later. */
export type Gauge = {
  readonly rules: readonly ConditionRule[];
  /** Reads the next bucket. The same object is returned each time. @param values - One for each series of the scope; NaN when missing. */
  readonly read: (values: readonly number[]) => Reading;
  /** Recursive empirical-cdf rank of the bucket's change: the share of the trailing window that was at least as bad; NaN in the burn-in. */
  readonly rank: () => number;
};

/** Makes the object that a gauge returns. */
export function emptyReading(conditions: number): Reading {
  return {
    badness: Number.NaN,
    measures: new Float64Array(conditions).fill(Number.NaN),
    thresholds: new Float64Array(conditions).fill(Number.NaN),
  };
}

/** A gauge without quantiles has no rank. */
export function noRank(): number {
  return Number.NaN;
}
