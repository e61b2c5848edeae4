import { groupBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Ratio, ratio } from "../domain/ratio.ts";
import { addRational, multiplyRational, type Rational, rational, scaled } from "../domain/rational.ts";
import { sumKnown } from "../domain/sum-known.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import { knownWorth, missingWorth, type Worth } from "../domain/worth.ts";
import { type Durations, durations } from "../solvency/durations.ts";
import { type MoneynessSummary, summariseMoneyness } from "./moneyness.ts";

/** Definition of the exercise analytics. */
export const EXERCISE_ANALYTICS: MetricDefinition = {
  id: "exercise-analytics",
  title:
    "How options were exercised: moneyness, time left, what was left unused, and whether the payoff was paid",
  formula:
    "moneyness at exercise = (K − S)/K for puts, (S − K)/K for calls, S at the exercise; time left = expiry − time of exercise; " +
    "unused = Σ size × (payoff at the expiry's price)⁺ over options that expired; irrational = #{exercises with moneyness < 0}; " +
    "settlement shortfall = Σ (owed − settled); per backstop, market, underlying, type and the protocol's side",
  unit: "ratios; seconds; unused in the quote currency of the strikes; shortfall in the smallest unit of the asset beside it",
  edgeCases: [
    "S is the price that the event states, otherwise the last valid price of the market's feed in the ledger before it; without either the exercise has no moneyness and is counted apart.",
    "SHORT: the protocol pays. LONG: it is paid. Both are told apart and never netted.",
    "A settlement of a European option is an exercise at its expiry; only an EXERCISE before the expiry is early.",
    "owed is not told by every protocol: shortfall is then PARTIAL_COVERAGE or NO_DATA, and how many are told is beside it.",
  ],
  sources: [
    "Merton, Theory of Rational Option Pricing, Bell J. Economics 4 (1973): early exercise gives up the time value",
    "Hegic v888, Lyra Avalon, Premia v2, Opyn Gamma: docs/methodology",
  ],
  since: "1.2.0",
};

/** Series as far as the analytics read it. */
export type AnalysedSeries = {
  readonly id: string;
  readonly backstop: string;
  readonly market: string;
  readonly underlying: string;
  readonly type: string | null;
  readonly style: string;
  /** In 10^-strikeDecimals of the quote currency; null when the chain does not tell. */
  readonly strike: bigint | null;
  readonly strikeDecimals: number;
  /** Seconds; null when the chain does not tell. */
  readonly expiry: bigint | null;
};

/** End of an option, with the price at it. */
export type AnalysedEnd = {
  readonly series: string;
  readonly kind: string;
  readonly side: string;
  readonly timestamp: bigint;
  readonly size: bigint | null;
  readonly payoffAsset: string;
  readonly owed: bigint | null;
  readonly settled: bigint;
  readonly shortfall: bigint | null;
  /** Of one whole unit in the quote currency; null when neither the event nor a feed tells. */
  readonly price: Rational | null;
};

/** What happened to the options of one kind and side. */
export type ExerciseAnalytics = {
  readonly backstop: string;
  readonly market: string;
  readonly underlying: string;
  readonly type: string | null;
  /** The protocol's side. */
  readonly side: string;
  readonly exercises: number;
  readonly expiries: number;
  /** Early exercises over exercises. */
  readonly earlyRate: Ratio;
  /** Time left at early exercises. */
  readonly timeLeft: Durations;
  readonly moneyness: MoneynessSummary;
  /** Exercises that a holder would rather not have made. */
  readonly irrational: number;
  /** Options that expired though they were worth something, of those whose price at expiry is known. */
  readonly unusedCount: number;
  readonly unusedRate: Ratio;
  /** What their holders left, and writers kept. */
  readonly unused: Worth;
  readonly settled: readonly TokenAmount[];
  readonly owed: readonly TokenAmount[];
  readonly shortfall: readonly TokenAmount[];
  /** Exercises whose owed payoff is told. */
  readonly owedTold: number;
};

/** An end with the terms that it belongs to. */
type Case = { readonly series: AnalysedSeries; readonly end: AnalysedEnd };

/** Currency of strikes, named as the ledger does. */
const QUOTE = "strike currency";

/**
 * Analyses the ends of options, by backstop, market, underlying, type and side, in the order of their first series.
 *
 * @param decimalsOf - Decimals of an asset by id; null when unknown.
 * @see EXERCISE_ANALYTICS
 */
export function exerciseAnalytics(
  series: readonly AnalysedSeries[],
  ends: readonly AnalysedEnd[],
  decimalsOf: (asset: string) => number | null,
): ExerciseAnalytics[] {
  const byId = new Map(series.map((one) => [one.id, one]));
  const cases = ends.flatMap((end): Case[] => {
    const own = byId.get(end.series);
    return own === undefined ? [] : [{ series: own, end }];
  });
  return groupBy(cases, ({ series: { backstop, market, underlying, type }, end }) =>
    [backstop, market, underlying, type, end.side].join("/"),
  ).flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [analyse(first, group, decimalsOf(first.series.underlying))];
  });
}

function analyse({ series, end }: Case, group: readonly Case[], decimals: number | null): ExerciseAnalytics {
  const exercised = group.filter(({ end: { kind } }) => kind !== "EXPIRY");
  const expired = group.filter(({ end: { kind } }) => kind === "EXPIRY");
  const early = exercised.flatMap((one) => timeLeft(one) ?? []);
  const moneyness = exercised.map(moneynessOf);
  const expiredMoneyness = expired.map(moneynessOf).filter((value) => value !== null);
  const { backstop, market, underlying, type } = series;
  const worthless = expiredMoneyness.filter(({ numerator }) => numerator <= 0n).length;
  const unusedCount = expiredMoneyness.length - worthless;
  return {
    backstop,
    market,
    underlying,
    type,
    side: end.side,
    exercises: exercised.length,
    expiries: expired.length,
    earlyRate: ratio(BigInt(early.length), BigInt(exercised.length), "early exercises / exercises"),
    timeLeft: durations(early),
    moneyness: summariseMoneyness(moneyness),
    irrational: moneyness.filter((value) => value !== null && value.numerator < 0n).length,
    unusedCount,
    unusedRate: ratio(
      BigInt(unusedCount),
      BigInt(expiredMoneyness.length),
      "expired in the money / expired with a price",
    ),
    unused: unused(expired, decimals),
    ...payments(exercised),
  };
}

/** Seconds left at an early exercise; null where it was none. */
function timeLeft({ series, end }: Case): bigint | null {
  if (end.kind !== "EXERCISE" || series.expiry === null || end.timestamp >= series.expiry) return null;
  return series.expiry - end.timestamp;
}

/** Exact; null when the type, the strike or the price is not told, or the strike is 0. */
function moneynessOf({ series, end: { price } }: Case): Rational | null {
  const { type, strike, strikeDecimals } = series;
  if (strike === null || strike === 0n || price === null || type === null) return null;
  const inverse = rational(10n ** BigInt(strikeDecimals), strike);
  const share = multiplyRational(price, inverse);
  const { numerator, denominator } = share;
  return type === "PUT"
    ? rational(denominator - numerator, denominator)
    : rational(numerator - denominator, denominator);
}

/** Σ size × payoff of what expired in the money; sizes or prices that are not told are left out. */
function unused(expired: readonly Case[], decimals: number | null): Worth {
  const known = expired.flatMap((one) => intrinsicOf(one, decimals) ?? []);
  const sum = known.reduce(addRational, rational(0n));
  if (known.length === expired.length) return knownWorth(sum, QUOTE);
  const missing = expired.length - known.length;
  const reason = `Price, strike, type or size of ${missing} of ${expired.length} expired options is not told.`;
  if (known.length === 0) return missingWorth(QUOTE, "NO_DATA", reason);
  return { amount: sum, unit: QUOTE, status: "PARTIAL_COVERAGE", reason };
}

function intrinsicOf(one: Case, decimals: number | null): Rational | null {
  const { series, end } = one;
  const moneyness = moneynessOf(one);
  if (moneyness === null || decimals === null || end.size === null || series.strike === null) return null;
  if (moneyness.numerator <= 0n || end.price === null) return rational(0n);
  const strike = scaled(series.strike, series.strikeDecimals);
  const [from, to] = series.type === "PUT" ? [end.price, strike] : [strike, end.price];
  const payoff = addRational(to, { numerator: -from.numerator, denominator: from.denominator });
  return multiplyRational(scaled(end.size, decimals), payoff);
}

function payments(
  exercised: readonly Case[],
): Pick<ExerciseAnalytics, "settled" | "owed" | "shortfall" | "owedTold"> {
  const groups = groupBy(exercised, ({ end }) => end.payoffAsset);
  const sums = (pick: (end: AnalysedEnd) => bigint | null) =>
    groups.map((group) =>
      sumKnown(
        group.map(({ end }) => pick(end)),
        group[0]?.end.payoffAsset ?? "",
        "known amount",
      ),
    );
  return {
    settled: sums(({ settled }) => settled),
    owed: sums(({ owed }) => owed),
    shortfall: sums(({ shortfall }) => shortfall),
    owedTold: exercised.filter(({ end }) => end.owed !== null).length,
  };
}
