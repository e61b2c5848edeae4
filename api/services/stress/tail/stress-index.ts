import { type Bucket, bucketAt, type TimeBucket } from "../../../domain/bucket.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import { type CompositeStressIndex, compositeStressIndex } from "../../../stats/composite-stress-index.ts";
import { STRESS_INDEX } from "../../../stress/tail/stress-index.ts";
import { type StressMeasure, stressIndicator } from "../../../stress/tail/stress-indicator.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import type { Provenance } from "../../provenance.ts";
import { loadSample, type Sample } from "../../samples/load-sample.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { defaultIndicators, type IndicatorRequest } from "./default-indicators.ts";
import { sampleSpan } from "./sample-span.ts";

/** What a request for the index may say. */
export type StressIndexArguments = {
  readonly indicators?: readonly IndicatorRequest[] | null | undefined;
  readonly bucket: Bucket;
  readonly from?: bigint | null | undefined;
  readonly windowDays: number;
  readonly burnInDays: number;
  readonly decay: number;
  readonly coverage: number;
};

/** A sub-indicator as it was used. */
export type UsedIndicator = {
  readonly view: View;
  readonly metric: string;
  readonly subject: string;
  readonly assetId: string | null;
  readonly measure: StressMeasure;
  readonly span: number;
  /** Greater than 0, as it was asked for. */
  readonly weight: number;
  readonly values: readonly (number | null)[];
};

/** The index through time with what it is made of. */
export type StressIndexAnswer = CompositeStressIndex & {
  readonly bucket: TimeBucket;
  /** First second of each bucket. */
  readonly from: readonly number[];
  readonly used: readonly UsedIndicator[];
  readonly provenance: Provenance;
};

const MOST_INDICATORS = 16;
/** Values of all indicators together that are ranked while the caller waits. */
const MOST_VALUES = 250_000;
const DAY = 86_400n;

/**
 * Loads the sub-indicators of a protocol and makes their index.
 *
 * @throws {InvalidRequestError} when an indicator or a setting is not as it must be, or there are too many values.
 * @throws {UnknownEntityError} when the ledger does not know a subject.
 */
export async function loadStressIndex(
  session: LedgerSession,
  ports: SeriesPorts,
  scope: SolvencyScope,
  args: StressIndexArguments,
): Promise<StressIndexAnswer> {
  const { view, book } = scope;
  const span = sampleSpan(view, args);
  const perDay = bucketsPerDay(span.bucket);
  const requests = args.indicators ?? defaultIndicators(book);
  checkRequests(requests, args);
  const samples: Sample[] = [];
  for (const request of requests) samples.push(await loadOne(session, ports, scope, { ...span, ...request }));
  const from = samples[0]?.from ?? [];
  checkSize(from.length * samples.length);
  const used = requests.map((request, i) => usedIndicator(scope, request, samples[i] as Sample));
  const { decay, coverage } = args;
  const burnIn = Math.max(1, Math.round(args.burnInDays * perDay));
  const found = compositeStressIndex({ indicators: used, burnIn, decay, coverage });
  const present = used.reduce((sum, { values }) => sum + values.filter((value) => value !== null).length, 0);
  return {
    ...{ ...found, bucket: span.bucket, from, used },
    provenance: await session.provenance(view, {
      metric: STRESS_INDEX.id,
      params: {
        ...{ protocol: book.protocol.slug, maxPriceAgeSeconds: scope.maxPriceAge, from: span.from },
        ...{ bucket: span.bucket, burnIn, decay, coverage },
        indicators: used.map(({ values: _, view: __, ...indicator }) => indicator),
      },
      completeness: { required: from.length * used.length, present },
    }),
  };
}

function loadOne(
  session: LedgerSession,
  ports: SeriesPorts,
  { view, book, maxPriceAge }: SolvencyScope,
  request: IndicatorRequest & ReturnType<typeof sampleSpan>,
): Promise<Sample> {
  const { metric, subject, asset = null, from, to, bucket } = request;
  return loadSample(session, ports, view, {
    ...{ metric, subject: subject ?? book.protocol.id, asset: asset ?? null, from, to, bucket },
    maxPriceAgeSeconds: maxPriceAge === null ? null : Number(maxPriceAge),
  });
}

function usedIndicator(
  { view, book }: SolvencyScope,
  request: IndicatorRequest,
  sample: Sample,
): UsedIndicator {
  const { metric, measure } = request;
  const span = request.span ?? Math.max(1, Math.round(bucketsPerDay(sample.bucket)));
  return {
    ...{ view, metric, measure, span, weight: request.weight ?? 1 },
    subject: request.subject ?? book.protocol.id,
    assetId: request.asset ?? null,
    values: stressIndicator(sample.values, measure, span),
  };
}

/** Buckets of a day; less than one for longer ones. */
function bucketsPerDay(bucket: TimeBucket): number {
  const { from, to } = bucketAt(bucket, 0n);
  return Number(DAY) / Number(to - from);
}

function checkRequests(requests: readonly IndicatorRequest[], { burnInDays }: StressIndexArguments): void {
  const isFine =
    requests.length >= 1 &&
    requests.length <= MOST_INDICATORS &&
    requests.every(({ span, weight }) => (span ?? 1) >= 1 && (weight ?? 1) > 0 && (weight ?? 1) <= 1e6);
  if (isFine && burnInDays >= 0) return;
  throw new InvalidRequestError(
    `Expected 1 to ${MOST_INDICATORS} indicators with a span from 1 on and a weight above 0 up to 1000000, and burnInDays of 0 or more.`,
  );
}

function checkSize(values: number): void {
  if (values <= MOST_VALUES) return;
  throw new InvalidRequestError(
    `Expected at most ${MOST_VALUES} values of all indicators together, got ${values}. Ask for longer buckets, or a shorter window.`,
  );
}
