import { addCompleteness } from "../domain/completeness.ts";
import {
  EXERCISE_STATISTICS,
  type ExerciseStatistics,
  exerciseStatistics,
} from "../solvency/exercise-statistics.ts";
import { loadDecimals } from "./decimals-of.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { type ExerciseFilter, seriesConditions } from "./options/series-conditions.ts";
import type { Selection } from "./ports.ts";
import type { Provenance } from "./provenance.ts";
import type { ViewRequest } from "./resolve-view.ts";

/** The metric with its provenance. */
export type ExerciseStatisticsAnswer = {
  readonly groups: readonly Scoped<ExerciseStatistics>[];
  readonly provenance: Provenance;
};

const SERIES_FIELDS = ["id", "market", "underlying", "size", "strike", "strikeDecimals"] as const;
const TRADE_FIELDS = ["series", "action", "premiumAsset", "premium"] as const;
const EXERCISE_FIELDS = ["series", "kind", "size", "payoffAsset", "owed", "settled", "shortfall"] as const;

/** Computes how options of a window ended. */
export async function loadExerciseStatistics(
  session: LedgerSession,
  request: ViewRequest & { readonly filter: ExerciseFilter },
): Promise<ExerciseStatisticsAnswer> {
  const view = await session.view(request);
  const { reader } = session;
  const conditions = await seriesConditions(reader, view, request.filter);
  const series = await reader.fields("optionSeries", SERIES_FIELDS, { view, conditions });
  const ofSeries: Selection = {
    view,
    conditions: [{ field: "series", operator: "in", values: series.map(({ id }) => id) }],
  };
  const trades = await reader.fields("optionTrade", TRADE_FIELDS, ofSeries);
  const exercises = await reader.fields("optionExercise", EXERCISE_FIELDS, ofSeries);
  const decimalsOf = await loadDecimals(reader, view);
  const groups = exerciseStatistics({ series, trades, exercises }, decimalsOf);
  const completeness = addCompleteness(groups.map((group) => group.completeness));
  return {
    groups: groups.map((group) => ({ ...group, view })),
    provenance: await session.provenance(view, {
      metric: EXERCISE_STATISTICS.id,
      params: request.filter,
      completeness,
    }),
  };
}
