import type { Bucket, TimeBucket, TimeSpan } from "../../../domain/bucket.ts";
import { countBuckets } from "../../../domain/bucket.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import type { View } from "../../ports.ts";

/** Which buckets a sample is made of. */
export type SampleSpanRequest = {
  readonly bucket: Bucket;
  /** Seconds since 1970-01-01 UTC; `windowDays` before the block when left out. */
  readonly from?: bigint | null | undefined;
  readonly windowDays: number;
};

const DAY = 86_400n;
/** Ten years. */
const MOST_DAYS = 3_650;
const MOST_BUCKETS = 120_000;

/**
 * Finds the span of a sample that ends at the view's block.
 *
 * @throws {InvalidRequestError} for buckets by block, a window out of range, a start after the block or too many buckets.
 */
export function sampleSpan(
  { block }: Pick<View, "block">,
  request: SampleSpanRequest,
): TimeSpan & { bucket: TimeBucket } {
  const { bucket, windowDays } = request;
  if (bucket === "BLOCK") throw new InvalidRequestError("Expected a bucket of MINUTE_5 to MONTH, got BLOCK.");
  if (!(windowDays >= 1 && windowDays <= MOST_DAYS)) {
    throw new InvalidRequestError(`Expected windowDays of 1 to ${MOST_DAYS}, got ${windowDays}.`);
  }
  const to = block.timestamp + 1n;
  const from = request.from ?? to - BigInt(windowDays) * DAY;
  if (from >= to) throw new InvalidRequestError("Expected `from` before the block of the answer.");
  if (countBuckets(bucket, { from, to }, MOST_BUCKETS) > MOST_BUCKETS) {
    throw new InvalidRequestError(
      `Expected at most ${MOST_BUCKETS} buckets. Ask for longer ones, or a shorter span.`,
    );
  }
  return { from, to, bucket };
}
