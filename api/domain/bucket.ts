/** Length of the pieces into which a time series is cut; BLOCK is one point for each block at which something changed. */
export type Bucket = (typeof BUCKETS)[number];

/** Every kind of bucket, finest first. */
export const BUCKETS = ["BLOCK", "MINUTE_5", "HOUR", "DAY", "WEEK", "MONTH"] as const;

/** A piece of time, seconds since 1970-01-01 UTC: `from` included, `to` excluded. */
export type TimeSpan = { readonly from: bigint; readonly to: bigint };

/** A kind of bucket with a length. */
export type TimeBucket = Exclude<Bucket, "BLOCK">;

const DAY = 86_400n;

/** Seconds of the buckets of equal length. */
const SECONDS: Readonly<Record<Exclude<TimeBucket, "MONTH">, bigint>> = {
  MINUTE_5: 300n,
  HOUR: 3_600n,
  DAY,
  WEEK: 7n * DAY,
};

/** 1970-01-05 was the first Monday. */
const FIRST_MONDAY = 4n * DAY;

/**
 * Returns the bucket that holds a second, in UTC: weeks start on Monday, months on their first day.
 *
 * @param seconds - Since 1970-01-01 UTC.
 * @example bucketAt("WEEK", 1583971200n).from // 1583712000n: Monday, 2020-03-09
 */
export function bucketAt(kind: TimeBucket, seconds: bigint): TimeSpan {
  if (kind === "MONTH") return monthAt(seconds);
  const length = SECONDS[kind];
  const origin = kind === "WEEK" ? FIRST_MONDAY : 0n;
  const from = seconds - modulo(seconds - origin, length);
  return { from, to: from + length };
}

/** Returns the buckets that a span touches, in order; the first and the last are whole, whatever the span's ends are. */
export function* bucketsOf(kind: TimeBucket, { from, to }: TimeSpan): Generator<TimeSpan> {
  for (let bucket = bucketAt(kind, from); bucket.from < to; bucket = bucketAt(kind, bucket.to)) yield bucket;
}

/** Counts the buckets that a span touches, but not beyond a limit: `limit + 1` stands for more. */
export function countBuckets(kind: TimeBucket, span: TimeSpan, limit: number): number {
  let count = 0;
  for (const _ of bucketsOf(kind, span)) {
    count += 1;
    if (count > limit) break;
  }
  return count;
}

function monthAt(seconds: bigint): TimeSpan {
  const date = new Date(Number(seconds) * 1000);
  const first = (months: number) =>
    BigInt(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months)) / 1000n;
  return { from: first(0), to: first(1) };
}

function modulo(value: bigint, length: bigint): bigint {
  const rest = value % length;
  return rest < 0n ? rest + length : rest;
}
