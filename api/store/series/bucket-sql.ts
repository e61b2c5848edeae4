import type { TimeBucket } from "../../domain/bucket.ts";

/** First second of the bucket that holds `"timestamp"`; the same as `bucketAt` in `api/domain/bucket.ts`. */
export const BUCKET_START: Readonly<Record<TimeBucket, string>> = {
  MINUTE_5: '"timestamp" - "timestamp" % 300',
  HOUR: '"timestamp" - "timestamp" % 3600',
  DAY: '"timestamp" - "timestamp" % 86400',
  WEEK: '"timestamp" - ("timestamp" + 259200) % 604800',
  MONTH: `epoch(date_trunc('month', make_timestamp("timestamp" * 1000000)))::BIGINT`,
};
