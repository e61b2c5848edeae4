import { bucketAt, type TimeBucket, type TimeSpan } from "../../domain/bucket.ts";
import { toDouble } from "../../domain/to-double.ts";
import type { RollUp } from "../../solvency/series/series-metric.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { View } from "../ports.ts";
import { type AnsweredPoint, loadSeries } from "../series/load-series.ts";
import type { SeriesPorts } from "../series/series-ports.ts";

/** Buckets read at once; the most that one series answers. */
const BUCKETS_AT_ONCE = 10_000;

/** Which series to take a sample of. */
export type SampleRequest = TimeSpan & {
  /** Id of a series metric, such as `price`. */
  readonly metric: string;
  /** Id of a protocol, backstop or market, or slug of a protocol. */
  readonly subject: string;
  /** Id of the asset; null to count all, where the metric allows it. */
  readonly asset: string | null;
  readonly bucket: TimeBucket;
  /** The metric's first when left out: LAST for levels, SUM for flows. */
  readonly rollUp?: RollUp | undefined;
  /** Seconds; each feed's own heartbeat when left out. */
  readonly maxPriceAgeSeconds?: number | null | undefined;
};

/** Values of one series as statistics need them: double-precision, one for each whole bucket, in the order of time. */
export type Sample = {
  /** `USD`, the id of the asset whose whole units are counted, or what is counted; null when there is no bucket. */
  readonly unit: string | null;
  readonly bucket: TimeBucket;
  /** First second of each bucket. */
  readonly from: readonly number[];
  /** Null where the bucket has no whole value: nothing is filled in, and no part is taken for the whole. */
  readonly values: readonly (number | null)[];
};

/**
 * Reads a sample of a series. Only buckets that ended by the view's block are taken, so that nothing later shows.
 *
 * @throws {InvalidRequestError} when the metric, subject or asset do not fit; the message says what does.
 * @throws {UnknownEntityError} when the ledger does not know the subject.
 */
export async function loadSample(
  session: LedgerSession,
  ports: SeriesPorts,
  view: View,
  request: SampleRequest,
): Promise<Sample> {
  const { bucket } = request;
  const to = bucketAt(bucket, min(request.to, view.block.timestamp)).from;
  const points: AnsweredPoint[] = [];
  let unit: string | null = null;
  for (const span of partsOf(bucket, { from: request.from, to })) {
    const answer = await loadSeries(session, ports, {
      ...{ ...request, ...span, fill: "NULL", maxPoints: BUCKETS_AT_ONCE },
      ...{ network: view.network, asOf: { blockNumber: view.block.number } },
    });
    unit = answer.unit;
    points.push(...answer.points);
  }
  return {
    ...{ unit, bucket },
    from: points.map(({ from }) => Number(from)),
    values: points.map(({ status, value }) => (status === "OK" && value !== null ? toDouble(value) : null)),
  };
}

/** Cuts a span at the starts of buckets into parts that one series can answer; an empty span has none. */
function* partsOf(bucket: TimeBucket, { from, to }: TimeSpan): Generator<TimeSpan> {
  const first = bucketAt(bucket, from);
  const length = (first.to - first.from) * BigInt(BUCKETS_AT_ONCE - 1);
  for (let start = first.from; start < to; ) {
    const end = min(bucketAt(bucket, start + length).from, to);
    yield { from: start, to: end };
    start = end;
  }
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
