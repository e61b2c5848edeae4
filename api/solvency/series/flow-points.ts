import { type Bucket, bucketAt, type TimeSpan } from "../../domain/bucket.ts";
import { type Rational, rational, scaled } from "../../domain/rational.ts";
import type { Segment } from "./segment.ts";
import type { RollUp } from "./series-metric.ts";
import type { SeriesPoint } from "./series-point.ts";

/** Facts of one bucket, or of one block, added up, in the asset's smallest unit. */
export type FlowBucket = {
  /** First second of the bucket, or time of the block. */
  readonly from: bigint;
  readonly total: bigint;
  /** Smallest and largest amount of a single fact. */
  readonly smallest: bigint;
  readonly largest: bigint;
  readonly facts: bigint;
  readonly blockNumber: bigint;
  readonly blockHash: string;
};

/** How sums of facts become points. */
export type FlowScale = {
  readonly bucket: Bucket;
  readonly rollUp: RollUp;
  /** Decimals of the asset; null when they are unknown. */
  readonly decimals: number | null;
  /** Time of the subject's first event, seconds. */
  readonly birth: bigint;
};

type Missing = Pick<SeriesPoint, "status" | "reason">;

const NOT_YET: Missing = {
  status: "NO_DATA",
  reason: "The ledger does not know the subject at that time yet.",
};
const NO_EVENT: Missing = { status: "NO_DATA", reason: "Nothing happened in the bucket." };
const NO_DECIMALS: Missing = { status: "NO_DATA", reason: "The decimals of the asset are unknown." };

/**
 * Makes the points of segments from the sums of their facts.
 *
 * @param spans - The segments, in order.
 * @param sums - Of all facts inside the spans, in order.
 */
export function flowSegments(
  scale: FlowScale,
  spans: readonly TimeSpan[],
  sums: readonly FlowBucket[],
): Segment[] {
  if (scale.bucket === "BLOCK") return spans.map((span) => blockSegment(scale, span, sums));
  const byStart = new Map(sums.map((sum) => [sum.from, sum]));
  return spans.map((span) => ({
    start: span.from,
    points: [pointOf(scale, span, byStart.get(span.from) ?? null)],
  }));
}

function blockSegment(scale: FlowScale, span: TimeSpan, sums: readonly FlowBucket[]): Segment {
  const own = sums.filter(({ from }) => bucketAt("DAY", from).from === span.from);
  return {
    start: span.from,
    points: own.map((sum) => pointOf(scale, { from: sum.from, to: sum.from }, sum)),
  };
}

function pointOf(scale: FlowScale, { from, to }: TimeSpan, sum: FlowBucket | null): SeriesPoint {
  const block = sum === null ? null : { number: sum.blockNumber, hash: sum.blockHash };
  const base = { from, to, facts: sum?.facts ?? 0n, block };
  const missing = sum === null ? missingSum(scale, to) : null;
  if (missing !== null) return { ...base, value: null, ...missing };
  const value = amountOf(scale, sum);
  if (value === null) return { ...base, value, ...NO_DECIMALS };
  return { ...base, value, status: "OK", reason: null };
}

/** Why there is no value for a bucket without facts; null when it is zero. */
function missingSum({ rollUp, birth }: FlowScale, to: bigint): Missing | null {
  if (to <= birth) return NOT_YET;
  return rollUp === "SUM" ? null : NO_EVENT;
}

function amountOf({ rollUp, decimals }: FlowScale, sum: FlowBucket | null): Rational | null {
  if (sum === null) return rational(0n);
  if (decimals === null) return null;
  if (rollUp === "MIN") return scaled(sum.smallest, decimals);
  if (rollUp === "MAX") return scaled(sum.largest, decimals);
  const total = scaled(sum.total, decimals);
  return rollUp === "MEAN" ? rational(total.numerator, total.denominator * sum.facts) : total;
}
