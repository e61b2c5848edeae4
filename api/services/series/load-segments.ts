import { bucketsOf, type TimeSpan } from "../../domain/bucket.ts";
import { canonicalJson } from "../../domain/canonical-json.ts";
import { ENGINE_VERSION, METHODOLOGY_VERSION } from "../../domain/versions.ts";
import type { Segment } from "../../solvency/series/segment.ts";
import { birthTimes } from "./birth-times.ts";
import { computeSegments, type Work } from "./compute-segments.ts";
import type { SeriesKey } from "./series-ports.ts";
import type { SeriesScope } from "./series-scope.ts";

/** The first segments of a series, as many as one answer may take. */
export type LoadedSegments = {
  readonly segments: readonly Segment[];
  /** Start of the first segment that was left out; null when none was. */
  readonly next: bigint | null;
};

/** Steps after which an answer ends at the next segment; the rest is for the next request. */
const MAX_STEPS = 20_000;

/** A stretch of segments that are all kept, or all to be computed. */
type Run = { readonly isKept: boolean; readonly spans: readonly TimeSpan[] };

/** Takes what is kept, computes the rest, and keeps what is finished. */
export async function loadSegments(scope: SeriesScope): Promise<LoadedSegments> {
  const { ports, view, finalBlock } = scope;
  const spans = await spansOf(scope);
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return { segments: [], next: null };
  const key = keyOf(scope);
  const kept = await ports.cache.read(key, { from: first.from, to: last.to });
  const isKept = ({ from, to }: TimeSpan) => kept.has(from) && to <= view.block.timestamp;
  const isWhole = finalBlock !== null && (await ports.cache.isWhole(view.network, finalBlock.number));
  const { segments, fresh } = await collect(scope, runsOf(spans, isKept), kept);
  if (isWhole) await keep(scope, key, { spans, fresh });
  return { segments, next: spans[segments.length]?.from ?? null };
}

type Collected = { readonly segments: readonly Segment[]; readonly fresh: readonly Segment[] };

async function collect(
  scope: SeriesScope,
  runs: readonly Run[],
  kept: ReadonlyMap<bigint, Segment>,
): Promise<Collected> {
  const { bucket, maxPoints } = scope.query;
  const work: Work = { steps: 0 };
  const segments: Segment[] = [];
  const fresh: Segment[] = [];
  let points = 0;
  for await (const { segment, isKept } of takeOrCompute(scope, { runs, kept, work })) {
    segments.push(segment);
    if (!isKept) fresh.push(segment);
    points += segment.points.length;
    if (work.steps > MAX_STEPS || (bucket === "BLOCK" && points > maxPoints)) break;
  }
  return { segments, fresh };
}

async function* takeOrCompute(
  scope: SeriesScope,
  from: {
    readonly runs: readonly Run[];
    readonly kept: ReadonlyMap<bigint, Segment>;
    readonly work: Work;
  },
): AsyncGenerator<{ readonly segment: Segment; readonly isKept: boolean }> {
  for (const { isKept, spans } of from.runs) {
    const kept = isKept ? spans.flatMap((span) => from.kept.get(span.from) ?? []) : null;
    for await (const segment of kept ?? computeSegments(scope, spans, from.work)) yield { segment, isKept };
  }
}

async function keep(
  scope: SeriesScope,
  key: SeriesKey,
  { spans, fresh }: { readonly spans: readonly TimeSpan[]; readonly fresh: readonly Segment[] },
): Promise<void> {
  const { ports, view, finalBlock } = scope;
  if (finalBlock === null) return;
  const finished = new Set(spans.filter(({ to }) => isFinished(scope, to)).map(({ from }) => from));
  const segments = fresh.filter(({ start }) => finished.has(start));
  await ports.cache.write(key, segments, { head: view.head, endBlock: finalBlock.number });
}

/** What ended at or before the time of a final block holds no fact that may still be replaced. */
export function isFinished({ finalBlock, view }: SeriesScope, to: bigint): boolean {
  return finalBlock !== null && to <= finalBlock.timestamp && to <= view.block.timestamp;
}

/** Segments of the range as far as the view goes. Points by block are kept by the day. */
async function spansOf(scope: SeriesScope): Promise<TimeSpan[]> {
  const { query, view, end } = scope;
  const { span, bucket } = query;
  const to = span.to > view.block.timestamp ? view.block.timestamp + 1n : span.to;
  if (bucket !== "BLOCK") return [...bucketsOf(bucket, { from: span.from, to })];
  const births = await birthTimes(scope, [end.protocol]);
  const birth = births.get(end.protocol.id) ?? 0n;
  return [...bucketsOf("DAY", { from: span.from > birth ? span.from : birth, to })];
}

/** Names a series by everything that its values depend on beside the ledger. */
function keyOf({ query, subject, view }: SeriesScope): SeriesKey {
  const { metric, params, bucket, rollUp } = query;
  const series = canonicalJson({
    ...{ metric: metric.definition.id, subject: subject.id, bucket, rollUp },
    ...{ asset: params.asset, causes: params.causes, maxPriceAge: params.maxPriceAge },
    ...{ engine: ENGINE_VERSION, methodology: METHODOLOGY_VERSION },
  });
  return { network: view.network, series };
}

function runsOf(spans: readonly TimeSpan[], isKept: (span: TimeSpan) => boolean): Run[] {
  const runs: { isKept: boolean; spans: TimeSpan[] }[] = [];
  for (const span of spans) {
    const last = runs.at(-1);
    if (last?.isKept === isKept(span)) last.spans.push(span);
    else runs.push({ isKept: isKept(span), spans: [span] });
  }
  return runs;
}
