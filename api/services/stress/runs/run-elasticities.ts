import { groupsBy } from "../../../domain/group-by.ts";
import type { Window } from "../../../domain/window.ts";
import type { Estimate } from "../../../stats/estimate.ts";
import { changesOf, laggedSlope } from "../../../stress/lagged-slope.ts";
import { ratesOfPeriods } from "../../../stress/runs/outflow-rates.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import { loadSample } from "../../samples/load-sample.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import type { ProviderSpan } from "../../window-reader.ts";

/** How the outflow of one pool moved with the coverage before it. */
export type RunElasticity = {
  readonly backstop: string;
  readonly asset: string;
  /** Outflow rate a day for one unit of coverage; negative when a fall of coverage came before outflows. */
  readonly slope: Estimate;
};

const DAY = 86_400n;

/** Loads daily outflow rates of each pool and the protocol's coverage of its debt, and estimates how they moved together. */
export async function loadRunElasticities(
  session: LedgerSession,
  series: SeriesPorts,
  { view, book }: SolvencyScope,
  { window, lag }: { readonly window: Window; readonly lag: number },
): Promise<RunElasticity[]> {
  const protocol = book.protocol.id;
  const to = window.to - (window.to % DAY);
  const spans = await session.reader.outflowSpans(
    { view, protocol, from: window.from },
    { spanSeconds: DAY, end: to - 1n },
  );
  const pools = [...groupsBy(spans, ({ backstop, asset }) => `${backstop}/${asset}`).values()];
  if (pools.length === 0) return [];
  const sample = await loadSample(session, series, view, {
    ...{ metric: "coverage-debt", subject: protocol, asset: null, bucket: "DAY", from: window.from, to },
  });
  const coverageOn = new Map(sample.from.map((from, i) => [from, sample.values[i] ?? null]));
  return pools.map((pool) => {
    const response = ratesByDay(pool, { from: window.from, to });
    const first = Number(to) - response.length * Number(DAY);
    const coverage = response.map((_, day) => coverageOn.get(first + day * Number(DAY)) ?? null);
    const slope = laggedSlope({ response, regressor: changesOf(coverage), lag });
    return { backstop: pool[0]?.backstop ?? "", asset: pool[0]?.asset ?? "", slope };
  });
}

/** Oldest first, up to the last whole UTC day. */
function ratesByDay(
  pool: readonly ProviderSpan[],
  { from, to }: { readonly from: bigint; readonly to: bigint },
): (number | null)[] {
  const since = pool[0]?.since ?? to;
  const start = since > from ? since : from;
  const whole = to > start ? Number((to - start) / DAY) : 0;
  return ratesOfPeriods(
    pool.flatMap(({ flows }) => flows ?? []),
    whole,
    1,
  );
}
