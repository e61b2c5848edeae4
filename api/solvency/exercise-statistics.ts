import type { Completeness } from "../domain/completeness.ts";
import type { OptionExercise, OptionSeries, OptionTrade } from "../domain/entities/option.ts";
import { exactDecimal } from "../domain/exact-decimal.ts";
import { groupBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Ratio, ratio } from "../domain/ratio.ts";
import { addRational, multiplyRational, rational, scaled, toDecimal } from "../domain/rational.ts";
import { sumKnown } from "../domain/sum-known.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import type { Valuation } from "../domain/valuation.ts";

/** Definition of the option exercise metric. */
export const EXERCISE_STATISTICS: MetricDefinition = {
  id: "exercise-statistics",
  title: "Option exercise: counts, notional and rate",
  formula:
    "over the series created in the window, per market and underlying: exerciseRate = #{series with an EXERCISE} / #{series}; " +
    "sizeExerciseRate = Σ exercised size / Σ size; notional = Σ size × strike; shortfall = Σ (owed − settled)",
  unit: "counts; notional in the strike's quote currency; amounts in the smallest unit of the asset beside them",
  edgeCases: [
    "No series: rates are null with ZERO_DENOMINATOR.",
    "A series whose size or strike the chain does not tell is left out of the notional: PARTIAL_COVERAGE.",
    "An exercise whose owed amount the chain does not tell is left out of owed and shortfall: PARTIAL_COVERAGE.",
    "Expiries and settlements are not exercises.",
  ],
  sources: [
    "Hegic v888: HegicETHOptions.sol, HegicWBTCOptions.sol `exercise`, `unlock`",
    "ournetwork.xyz ON-057 (5 February 2021): volume as amount × strike",
  ],
  since: "1.0.0",
};

/** What happened to the options of one market and underlying. */
export type ExerciseStatistics = {
  readonly market: string;
  readonly underlying: string;
  readonly seriesCount: number;
  /** Trades that opened a position. */
  readonly tradeCount: number;
  /** Facts of kind EXERCISE. */
  readonly exerciseCount: number;
  /** Series with at least one EXERCISE. */
  readonly exercisedSeriesCount: number;
  readonly expiredSeriesCount: number;
  readonly exerciseRate: Ratio;
  readonly size: TokenAmount;
  readonly exercisedSize: TokenAmount;
  readonly sizeExerciseRate: Ratio;
  /** Σ size × strike in the strike's quote currency. */
  readonly notional: Valuation;
  /** One amount per premium asset. */
  readonly premium: readonly TokenAmount[];
  /** One amount per payoff asset. */
  readonly owed: readonly TokenAmount[];
  readonly settled: readonly TokenAmount[];
  readonly shortfall: readonly TokenAmount[];
  readonly completeness: Completeness;
};

type Series = Pick<OptionSeries, "id" | "market" | "underlying" | "size" | "strike" | "strikeDecimals">;
type Trade = Pick<OptionTrade, "series" | "action" | "premiumAsset" | "premium">;
type Exercise = Pick<
  OptionExercise,
  "series" | "kind" | "size" | "payoffAsset" | "owed" | "settled" | "shortfall"
>;

/** The facts of a window, as far as the metric reads them. */
export type OptionActivity = {
  readonly series: readonly Series[];
  /** Trades of those series. */
  readonly trades: readonly Trade[];
  /** Exercises of those series. */
  readonly exercises: readonly Exercise[];
};

/**
 * Computes exercise statistics per market and underlying, in the order of their first series.
 *
 * @param decimalsOf - Decimals of an asset by id; null when unknown.
 * @see EXERCISE_STATISTICS
 */
export function exerciseStatistics(
  { series, trades, exercises }: OptionActivity,
  decimalsOf: (asset: string) => number | null,
): ExerciseStatistics[] {
  return groupBy(series, (item) => `${item.market}/${item.underlying}`).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const ids = new Set(group.map((item) => item.id));
    const activity = {
      series: group,
      trades: trades.filter((trade) => ids.has(trade.series)),
      exercises: exercises.filter((exercise) => ids.has(exercise.series)),
    };
    return [statisticsOf(first, activity, decimalsOf(first.underlying))];
  });
}

function statisticsOf(
  { market, underlying }: Series,
  { series, trades, exercises }: OptionActivity,
  decimals: number | null,
): ExerciseStatistics {
  const exercised = exercises.filter((exercise) => exercise.kind === "EXERCISE");
  const exercisedSeriesCount = distinctSeries(exercised);
  const size = sumKnown(
    series.map((item) => item.size),
    underlying,
    "known size",
  );
  const exercisedSize = sumKnown(
    exercised.map((item) => item.size),
    underlying,
    "known size",
  );
  return {
    market,
    underlying,
    seriesCount: series.length,
    tradeCount: trades.filter((trade) => trade.action === "OPEN").length,
    exerciseCount: exercised.length,
    exercisedSeriesCount,
    expiredSeriesCount: distinctSeries(exercises.filter((exercise) => exercise.kind === "EXPIRY")),
    exerciseRate: ratio(BigInt(exercisedSeriesCount), BigInt(series.length), "series / series"),
    size,
    exercisedSize,
    sizeExerciseRate: ratio(
      exercisedSize.raw ?? 0n,
      size.raw ?? 0n,
      "underlying / underlying",
      decimals ?? 0,
    ),
    notional: notional(series, decimals),
    premium: byAsset(trades, (trade) => [trade.premiumAsset, trade.premium]),
    owed: byAsset(exercises, (exercise) => [exercise.payoffAsset, exercise.owed]),
    settled: byAsset(exercises, (exercise) => [exercise.payoffAsset, exercise.settled]),
    shortfall: byAsset(exercises, (exercise) => [exercise.payoffAsset, exercise.shortfall]),
    completeness: { required: series.length, present: series.filter(hasNotional).length },
  };
}

function distinctSeries(exercises: readonly Exercise[]): number {
  return new Set(exercises.map((exercise) => exercise.series)).size;
}

function hasNotional(series: Series): boolean {
  return series.size !== null && series.strike !== null;
}

function notional(series: readonly Series[], decimals: number | null): Valuation {
  const none = (reason: string): Valuation => ({
    value: null,
    exact: null,
    quote: null,
    status: "NO_DATA",
    reason,
  });
  if (decimals === null) return none("The decimals of the underlying are unknown.");
  const known = series.filter(hasNotional);
  if (known.length === 0) return none("No series tells both size and strike.");
  const sum = known
    .map((item) =>
      multiplyRational(scaled(item.size ?? 0n, decimals), scaled(item.strike ?? 0n, item.strikeDecimals)),
    )
    .reduce(addRational, rational(0n));
  const missing = series.length - known.length;
  return {
    value: toDecimal(sum),
    exact: exactDecimal(sum),
    quote: null,
    status: missing === 0 ? "OK" : "PARTIAL_COVERAGE",
    reason: missing === 0 ? null : `${missing} of ${series.length} series do not tell size and strike.`,
  };
}

function byAsset<T>(
  items: readonly T[],
  termOf: (item: T) => [asset: string, raw: bigint | null],
): TokenAmount[] {
  const terms = items.map(termOf);
  return groupBy(terms, ([asset]) => asset).map((group) =>
    sumKnown(
      group.map(([, raw]) => raw),
      group[0]?.[0] ?? "",
      "known amount",
    ),
  );
}
