import { BUCKETS, type Bucket, countBuckets, type TimeBucket, type TimeSpan } from "../../domain/bucket.ts";
import { formatDateTime } from "../../domain/date-time.ts";
import { InvalidRequestError } from "../../domain/errors.ts";
import {
  FILLS,
  type Fill,
  type RollUp,
  rollUpsOf,
  type SeriesMetric,
  type SeriesParams,
} from "../../solvency/series/series-metric.ts";
import { SERIES_METRICS } from "../../solvency/series-metrics.ts";
import type { ViewRequest } from "../resolve-view.ts";

/** What a caller asks of a series. */
export type SeriesRequest = ViewRequest & {
  readonly metric: string;
  /** Id of a protocol, backstop or market, or slug of a protocol. */
  readonly subject: string;
  readonly asset?: string | null | undefined;
  readonly causes?: readonly string[] | null | undefined;
  readonly maxPriceAgeSeconds?: number | null | undefined;
  /** Seconds since 1970-01-01 UTC, included. */
  readonly from: bigint;
  /** Seconds since 1970-01-01 UTC, excluded. */
  readonly to: bigint;
  readonly bucket: Bucket;
  readonly rollUp?: RollUp | null | undefined;
  readonly fill?: Fill | null | undefined;
  readonly maxPoints?: number | null | undefined;
};

/** The same, checked, with every default filled in. */
export type SeriesQuery = {
  readonly metric: SeriesMetric;
  readonly subject: string;
  readonly params: SeriesParams;
  readonly span: TimeSpan;
  readonly bucket: Bucket;
  readonly rollUp: RollUp;
  readonly fill: Fill;
  readonly maxPoints: number;
};

/** Most points of one answer. */
const MAX_POINTS = 10_000;
const DEFAULT_POINTS = 2_000;

/**
 * Checks a request and fills in its defaults.
 *
 * @throws {InvalidRequestError} when it cannot be answered as asked; the message says what can.
 */
export function readSeriesQuery(request: SeriesRequest): SeriesQuery {
  const metric = metricOf(request.metric);
  const { subject, bucket, from, to } = request;
  const maxPoints = checkedMaxPoints(request.maxPoints ?? DEFAULT_POINTS);
  const span = checkedSpan({ from, to }, bucket, maxPoints);
  const rollUps = rollUpsOf(metric, bucket);
  return {
    ...{ metric, subject, params: paramsOf(metric, request), span, bucket, maxPoints },
    rollUp: oneOf("rollUp", request.rollUp ?? null, rollUps, `"${metric.definition.id}" by ${bucket}`),
    fill: oneOf("fill", request.fill ?? null, FILLS[metric.kind], `"${metric.definition.id}"`),
  };
}

function metricOf(id: string): SeriesMetric {
  const metric = SERIES_METRICS.find(({ definition }) => definition.id === id);
  if (metric !== undefined) return metric;
  const known = SERIES_METRICS.map(({ definition }) => definition.id).join(", ");
  throw new InvalidRequestError(`Expected a metric of ${known}; got "${id.slice(0, 60)}".`);
}

function paramsOf(metric: SeriesMetric, request: SeriesRequest): SeriesParams {
  const { asset = null, causes = null, maxPriceAgeSeconds = null } = request;
  const { id } = metric.definition;
  if (asset === null && metric.asset === "REQUIRED")
    throw new InvalidRequestError(`Expected \`asset\`, the id of the asset that "${id}" is about, got none.`);
  if (asset !== null && metric.asset === "NONE")
    throw new InvalidRequestError(`Expected no \`asset\`: "${id}" counts none.`);
  if (maxPriceAgeSeconds !== null && maxPriceAgeSeconds < 0)
    throw new InvalidRequestError(`Expected maxPriceAgeSeconds of 0 or more, got ${maxPriceAgeSeconds}.`);
  return {
    asset,
    causes: causes === null ? null : checkedCauses(metric, causes),
    maxPriceAge: maxPriceAgeSeconds === null ? null : BigInt(maxPriceAgeSeconds),
  };
}

function checkedCauses(metric: SeriesMetric, causes: readonly string[]): readonly string[] {
  const { id } = metric.definition;
  if (metric.kind === "LEVEL" || !metric.source.hasCause)
    throw new InvalidRequestError(`Expected no \`causes\`: "${id}" has none. "inflow" and "outflow" have.`);
  if (causes.length === 0)
    throw new InvalidRequestError("Expected at least one cause in `causes`. Leave it out to count all.");
  return [...new Set(causes)].sort();
}

function oneOf<T extends string>(name: string, asked: T | null, allowed: readonly T[], what: string): T {
  const [usual] = allowed;
  const chosen = asked ?? usual;
  if (chosen !== undefined && allowed.includes(chosen)) return chosen;
  throw new InvalidRequestError(
    `Expected a ${name} of ${allowed.join(", ")} for ${what}, got ${asked}. \`seriesMetrics\` lists what each metric allows.`,
  );
}

function checkedMaxPoints(maxPoints: number): number {
  if (maxPoints >= 1 && maxPoints <= MAX_POINTS) return maxPoints;
  throw new InvalidRequestError(`Expected maxPoints of 1 to ${MAX_POINTS}, got ${maxPoints}.`);
}

function checkedSpan(span: TimeSpan, bucket: Bucket, maxPoints: number): TimeSpan {
  const { from, to } = span;
  if (to <= from) {
    throw new InvalidRequestError(
      `Expected \`to\` after \`from\`, got ${formatDateTime(from)} to ${formatDateTime(to)}.`,
    );
  }
  if (bucket === "BLOCK" || countBuckets(bucket, span, maxPoints) <= maxPoints) return span;
  throw new InvalidRequestError(
    `Expected a range of at most ${maxPoints} buckets of ${bucket}; ${formatDateTime(from)} to ${formatDateTime(to)} has more. ${adviceFor(span, maxPoints)}`,
  );
}

function adviceFor(span: TimeSpan, maxPoints: number): string {
  const fitting = BUCKETS.filter((kind): kind is TimeBucket => kind !== "BLOCK").find(
    (kind) => countBuckets(kind, span, maxPoints) <= maxPoints,
  );
  if (fitting === undefined) return "No bucket is long enough: ask for a shorter range.";
  return `Ask for ${fitting}, which fits, for a shorter range, or for more maxPoints (up to ${MAX_POINTS}).`;
}
