import { scaled } from "../../domain/rational.ts";
import {
  type AnalysedEnd,
  type AnalysedSeries,
  EXERCISE_ANALYTICS,
  type ExerciseAnalytics,
  exerciseAnalytics,
} from "../../options/exercise-analytics.ts";
import { loadDecimals } from "../decimals-of.ts";
import type { LedgerSession, Scoped } from "../ledger-session.ts";
import type { LedgerRows } from "../ports.ts";
import { loadPriceTimes } from "../price-times.ts";
import type { Provenance } from "../provenance.ts";
import type { ViewRequest } from "../resolve-view.ts";
import { priceAgeOf } from "../valuation.ts";
import { type ExerciseFilter, seriesConditions } from "./series-conditions.ts";

/** The metric with its provenance. */
export type ExerciseAnalyticsAnswer = {
  readonly groups: readonly Scoped<ExerciseAnalytics>[];
  readonly provenance: Provenance;
};

const SERIES_FIELDS = [
  "id",
  "backstop",
  "market",
  "underlying",
  "type",
  "style",
  "strike",
  "strikeDecimals",
  "expiry",
] as const;
const END_FIELDS = [
  "series",
  "kind",
  "side",
  "timestamp",
  "size",
  "payoffAsset",
  "owed",
  "settled",
  "shortfall",
  "priceAtExercise",
] as const;
type End = Pick<LedgerRows["optionExercise"], (typeof END_FIELDS)[number]>;

/**
 * Analyses how the options of a selection ended, with the price that each event states or, where it states none, the market's of that block.
 *
 * @throws {InvalidRequestError} when the age of prices is negative.
 */
export async function loadExerciseAnalytics(
  session: LedgerSession,
  request: ViewRequest & {
    readonly filter: ExerciseFilter;
    readonly maxPriceAgeSeconds?: number | null | undefined;
  },
): Promise<ExerciseAnalyticsAnswer> {
  const { reader } = session;
  const view = await session.view(request);
  const maxAge = priceAgeOf(request.maxPriceAgeSeconds ?? null);
  const series = await reader.fields("optionSeries", SERIES_FIELDS, {
    view,
    conditions: await seriesConditions(reader, view, request.filter),
  });
  const ends = await reader.fields("optionExercise", END_FIELDS, {
    view,
    conditions: [{ field: "series", operator: "in", values: series.map(({ id }) => id) }],
  });
  const byId = new Map(series.map((one) => [one.id, one]));
  const silent = ends.filter(({ priceAtExercise }) => priceAtExercise === null);
  const pairs = silent.flatMap(({ series: id, timestamp: seconds }) => {
    const asset = byId.get(id)?.underlying;
    return asset === undefined ? [] : [{ asset, seconds }];
  });
  const priceAt = await loadPriceTimes(reader, view, { pairs, maxAge });
  const priced = ends.map((end) => withPrice(end, byId.get(end.series), priceAt));
  const groups = exerciseAnalytics(series, priced, await loadDecimals(reader, view));
  return {
    groups: groups.map((group) => ({ ...group, view })),
    provenance: await session.provenance(view, {
      metric: EXERCISE_ANALYTICS.id,
      params: { filter: request.filter, maxPriceAgeSeconds: maxAge },
      completeness: { required: priced.length, present: priced.filter(({ price }) => price !== null).length },
    }),
  };
}

function withPrice(
  { priceAtExercise, ...end }: End,
  series: AnalysedSeries | undefined,
  priceAt: Awaited<ReturnType<typeof loadPriceTimes>>,
): AnalysedEnd {
  if (series === undefined) return { ...end, price: null };
  const price =
    priceAtExercise === null
      ? priceAt(series.underlying, end.timestamp).rate
      : scaled(priceAtExercise, series.strikeDecimals);
  return { ...end, price };
}
