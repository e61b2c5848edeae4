import { addCompleteness } from "../domain/completeness.ts";
import { endOrdinal } from "../domain/ordinal.ts";
import {
  EXERCISE_STATISTICS,
  type ExerciseStatistics,
  exerciseStatistics,
} from "../solvency/exercise-statistics.ts";
import { loadDecimals } from "./decimals-of.ts";
import { filterConditions } from "./filter-conditions.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { fieldsOf } from "./list-fields.ts";
import type { Condition, LedgerReader, Selection, View } from "./ports.ts";
import type { Provenance } from "./provenance.ts";
import type { ViewRequest } from "./resolve-view.ts";

/** Which options to look at. */
export type ExerciseFilter = {
  readonly protocol?: string | null | undefined;
  readonly market?: string | null | undefined;
  readonly backstop?: string | null | undefined;
  readonly type?: readonly string[] | null | undefined;
  /** Time of the series' first event in seconds: from included, to excluded. */
  readonly openedFrom?: bigint | null | undefined;
  readonly openedTo?: bigint | null | undefined;
  /** Block of the series' first event, both ends included. */
  readonly openedFromBlock?: bigint | null | undefined;
  readonly openedToBlock?: bigint | null | undefined;
};

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
  const { protocol, market, backstop, type, openedFromBlock, openedToBlock } = request.filter;
  const { reader } = session;
  const conditions = [
    ...filterConditions(
      { protocol, market, backstop, type, fromBlock: openedFromBlock, toBlock: openedToBlock },
      fieldsOf("optionSeries"),
    ),
    ...(await openedConditions(reader, view, request.filter)),
  ];
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

/** Series carry no time of their own: a time becomes the end of the last known block before it. */
async function openedConditions(
  reader: LedgerReader,
  { network }: View,
  { openedFrom = null, openedTo = null }: ExerciseFilter,
): Promise<Condition[]> {
  const conditions: Condition[] = [];
  if (openedFrom !== null) {
    const value = await ordinalAt(reader, network, openedFrom);
    conditions.push({ field: "ordinal", operator: "atLeast", value });
  }
  if (openedTo !== null) {
    const value = await ordinalAt(reader, network, openedTo);
    conditions.push({ field: "ordinal", operator: "below", value });
  }
  return conditions;
}

async function ordinalAt(reader: LedgerReader, network: string, seconds: bigint): Promise<bigint> {
  const block = await reader.blockAtTime(network, seconds - 1n);
  return block === null ? 0n : endOrdinal(block.number);
}
