import type { TimeSpan } from "../../domain/bucket.ts";
import type { MetricStatus } from "../../domain/metric-status.ts";
import type { Rational } from "../../domain/rational.ts";

/** Value of a series in one bucket, exact. */
export type SeriesPoint = TimeSpan & {
  /** Null exactly when the status is neither OK nor PARTIAL_COVERAGE. */
  readonly value: Rational | null;
  readonly status: MetricStatus;
  readonly reason: string | null;
  /** Facts of the bucket that the metric reads. */
  readonly facts: bigint;
  /** Block of the last of them; null where there was none. */
  readonly block: PointBlock | null;
};

/** Block of a point. */
export type PointBlock = { readonly number: bigint; readonly hash: string };
