import { InvalidRequestError } from "../../domain/errors.ts";
import type { Book } from "../../solvency/book.ts";
import { type FilledPoint, fillGaps } from "../../solvency/series/fill-gaps.ts";
import { type Subject, unitOf } from "../../solvency/series/series-metric.ts";
import type { SeriesPoint } from "../../solvency/series/series-point.ts";
import type { LedgerSession, Scoped } from "../ledger-session.ts";
import { FINAL_DEPTH, type Provenance } from "../provenance.ts";
import { findSubject } from "./find-subject.ts";
import { isFinished, type LoadedSegments, loadSegments } from "./load-segments.ts";
import type { SeriesPorts } from "./series-ports.ts";
import { readSeriesQuery, type SeriesQuery, type SeriesRequest } from "./series-query.ts";
import type { SeriesScope } from "./series-scope.ts";

/** A point as it is answered. */
export type AnsweredPoint = FilledPoint & {
  /** True when no reorg can change it any more. */
  readonly isFinal: boolean;
};

/** A time series with what it means and where it comes from. */
export type SeriesAnswer = Scoped<{
  readonly query: SeriesQuery;
  readonly subject: Subject;
  readonly unit: string;
  readonly points: readonly AnsweredPoint[];
  /** Second from which on the range is not answered; null when all of it is. */
  readonly nextFrom: bigint | null;
  readonly provenance: Provenance;
}>;

type Part = { readonly points: readonly SeriesPoint[]; readonly nextFrom: bigint | null };

/**
 * Makes the time series of a metric. Finished buckets are kept, so that asking again computes only what is new.
 *
 * @throws {InvalidRequestError} when the request cannot be answered as asked; the message says what can.
 * @throws {UnknownEntityError} when the ledger does not know the subject.
 */
export async function loadSeries(
  session: LedgerSession,
  ports: SeriesPorts,
  request: SeriesRequest,
): Promise<SeriesAnswer> {
  const query = readSeriesQuery(request);
  const view = await session.view(request);
  const subject = await findSubject(session.reader, view, {
    id: query.subject,
    kinds: query.metric.subjects,
  });
  const end = await session.loaders.book.load({ view, id: subject.protocol });
  assertAsset(query, end);
  const finalBlock = await session.reader.blockAtOrBelow(view.network, view.head.number - FINAL_DEPTH);
  const scope: SeriesScope = { session, ports, query, view, subject, end, finalBlock };
  const { points, nextFrom } = partOf(scope, await loadSegments(scope));
  return {
    ...{ view, query, subject, nextFrom },
    unit: unitOf(query.metric, query.params),
    points: fillGaps(points, query.fill).map((point) => ({ ...point, isFinal: isFinalPoint(scope, point) })),
    provenance: await session.provenance(view, calculationOf(scope)),
  };
}

function assertAsset({ params, metric }: SeriesQuery, { assets, protocol }: Book): void {
  const { asset } = params;
  if (asset === null || assets.has(asset)) return;
  const known = [...assets.values()].map(({ id, symbol }) => `${id} (${symbol ?? "no symbol"})`).sort();
  throw new InvalidRequestError(
    `Expected an \`asset\` of "${protocol.slug}" for "${metric.definition.id}", one of ${known.slice(0, 20).join(", ")}; got "${asset.slice(0, 60)}".`,
  );
}

function partOf(scope: SeriesScope, { segments, next }: LoadedSegments): Part {
  const { query, view } = scope;
  const { span, bucket, maxPoints } = query;
  const points = segments.flatMap((segment) => segment.points);
  const beyond = bucket === "BLOCK" ? view.block.timestamp + 1n : (points.at(-1)?.to ?? span.from);
  const rest = beyond < span.to && beyond > view.block.timestamp ? beyond : null;
  if (bucket !== "BLOCK") return { points, nextFrom: next ?? rest };
  const wanted = points.filter(({ from }) => from >= span.from && from < span.to);
  const last = wanted[maxPoints - 1];
  const following = wanted.slice(maxPoints).find(({ from }) => from !== last?.from);
  if (following === undefined) return { points: wanted, nextFrom: next ?? rest };
  return { points: wanted.filter(({ from }) => from < following.from), nextFrom: following.from };
}

function isFinalPoint(scope: SeriesScope, { to, block }: SeriesPoint): boolean {
  if (scope.query.bucket !== "BLOCK") return isFinished(scope, to);
  return scope.finalBlock !== null && block !== null && block.number <= scope.finalBlock.number;
}

function calculationOf({ query, subject }: SeriesScope) {
  const { metric, params, span, bucket, rollUp, fill, maxPoints } = query;
  return {
    metric: `series/${metric.definition.id}`,
    params: { subject: subject.id, ...params, ...span, bucket, rollUp, fill, maxPoints },
  };
}
