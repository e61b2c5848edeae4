import type { TimeSpan } from "../../domain/bucket.ts";
import type { Book } from "../../solvency/book.ts";
import { type BookStep, stepsOf } from "../../solvency/series/book-change.ts";
import { flowSegments } from "../../solvency/series/flow-points.ts";
import { levelSegments } from "../../solvency/series/level-segments.ts";
import type { Segment } from "../../solvency/series/segment.ts";
import type { FlowMetric, LevelMetric } from "../../solvency/series/series-metric.ts";
import { birthTimes } from "./birth-times.ts";
import { openFold, viewBefore } from "./open-fold.ts";
import type { ChangesRequest, SeriesReader } from "./series-ports.ts";
import type { SeriesScope } from "./series-scope.ts";

/** What was done for an answer. */
export type Work = {
  /** Steps at which a book was carried on. */
  steps: number;
};

/** Segments whose facts are added up in one query. */
const FLOW_SEGMENTS = 512;

/**
 * Computes segments from the facts, one after another.
 *
 * @param spans - In order, without gaps, none beyond the view.
 * @param work - Grows as segments are taken.
 */
export function computeSegments(
  scope: SeriesScope,
  spans: readonly TimeSpan[],
  work: Work,
): AsyncIterable<Segment> {
  const { metric } = scope.query;
  return metric.kind === "LEVEL" ? levels({ scope, work }, metric, spans) : flows(scope, metric, spans);
}

async function* levels(
  { scope, work }: { readonly scope: SeriesScope; readonly work: Work },
  metric: LevelMetric,
  spans: readonly TimeSpan[],
): AsyncGenerator<Segment> {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return;
  const { query, subject, view, ports } = scope;
  const { params, bucket, rollUp } = query;
  const { fold, ordinal, feeds } = await openFold(scope, first.from);
  const end = await viewBefore(scope, last.to);
  const isByBlock = rollUp !== "FIRST" && rollUp !== "LAST";
  const request: ChangesRequest = {
    ...{ view, subject, feeds, from: ordinal, to: end?.horizon ?? 0n },
    parts: metric.parts(params),
    bucket: isByBlock ? "BLOCK" : bucket,
  };
  const now = view.block.timestamp;
  yield* levelSegments(
    { ...{ metric, subject, params, bucket, rollUp, fold, now } },
    spans,
    steps(ports.reader.bookChanges(request), work),
  );
}

async function* steps(pages: ReturnType<SeriesReader["bookChanges"]>, work: Work): AsyncGenerator<BookStep> {
  for await (const page of pages) {
    for (const step of stepsOf(page)) {
      work.steps += 1;
      yield step;
    }
  }
}

async function* flows(
  scope: SeriesScope,
  metric: FlowMetric,
  spans: readonly TimeSpan[],
): AsyncGenerator<Segment> {
  const { query, subject, view, end, ports } = scope;
  const { params, bucket, rollUp } = query;
  const asset = params.asset ?? "";
  const births = await birthTimes(scope, [subjectRow(end, subject.id)]);
  const scale = {
    ...{ bucket, rollUp },
    decimals: end.assets.get(asset)?.decimals ?? null,
    birth: births.get(subject.id) ?? 0n,
  };
  for (let at = 0; at < spans.length; at += FLOW_SEGMENTS) {
    const part = spans.slice(at, at + FLOW_SEGMENTS);
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) return;
    const request = { view, subject, source: metric.source, asset, causes: params.causes, bucket };
    const sums = await ports.reader.flowBuckets({ ...request, span: { from: first.from, to: last.to } });
    yield* flowSegments(scale, part, sums);
  }
}

function subjectRow({ protocol, markets, holdings }: Book, id: string) {
  const all = [...markets, ...holdings.map(({ backstop }) => backstop)];
  return all.find((row) => row.id === id) ?? protocol;
}
