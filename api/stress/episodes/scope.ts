import type { Trigger } from "./trigger.ts";

/** What a series of stress is about. */
export type Scope = {
  readonly trigger: Trigger;
  /** Id of the protocol. */
  readonly protocol: string;
  /** Id of the asset, market, feed or protocol that the series is of; backstop and asset with a slash between for claims. */
  readonly subject: string;
  readonly subjectKind: "ASSET" | "BACKSTOP" | "MARKET" | "FEED" | "PROTOCOL";
  /** Asset in whose units the series is counted, or that it prices; null where there is none. */
  readonly asset: string | null;
};

/**
 * One series of a scope, with an entry only where it changes.
 * LEVEL holds until the next entry; FLOW is zero elsewhere; AGE is the time since the last entry, in units of `scale` seconds,
 * where all up to one unit are as good as one.
 */
export type Column = {
  readonly kind: "LEVEL" | "FLOW" | "AGE";
  /** Bucket of each entry, ascending; AGE counts from the times in `values`. */
  readonly buckets: readonly number[];
  /** Values of LEVEL and FLOW, NaN where the fact tells none; seconds since 1970-01-01 UTC of AGE. */
  readonly values: readonly number[];
  /** Buckets after which a LEVEL is missing unless it is stated anew; null when it never is. */
  readonly holds: number | null;
  /** Seconds of one unit of AGE; 1 for the others. */
  readonly scale: number;
};

/** The series of a scope on the grid of buckets. */
export type ScopeSeries = {
  readonly scope: Scope;
  /** First second of bucket 0: a multiple of the bucket's length. */
  readonly from: number;
  /** Buckets that ended at or before the view's block. */
  readonly buckets: number;
  readonly columns: readonly Column[];
};

/** A scope that cannot be judged, or a condition of one, and why. */
export type NotEvaluated = {
  readonly trigger: Trigger;
  /** Null when it is true of every protocol. */
  readonly protocol: string | null;
  /** Null when none of the trigger's conditions can be judged. */
  readonly subject: string | null;
  readonly reason: string;
};

/** A column that never holds a value. */
export const UNKNOWN_COLUMN: Column = { kind: "LEVEL", buckets: [], values: [], holds: null, scale: 1 };
