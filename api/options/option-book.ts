import { groupBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { MetricStatus } from "../domain/metric-status.ts";
import { sumKnown } from "../domain/sum-known.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import { sumWorths, type Worth } from "../domain/worth.ts";
import { type Estimate, estimated, missingEstimate } from "../stats/estimate.ts";
import { neumaierSum } from "../stats/neumaier-sum.ts";
import { type BookPosition, type PositionEstimates, STRIKE_CURRENCY } from "./book-position.ts";
import { type SkewGap, skewGap } from "./skew-gap.ts";

/** Definition of the option book. */
export const OPTION_BOOK: MetricDefinition = {
  id: "option-book",
  title: "Open options of a protocol: value with and without skew, sensitivities and worst case",
  formula:
    "value = Σ ± open × Black-76 at the smile (put-value), + for LONG, − for SHORT; dollarDelta = Σ ± open × Δ × S; dollarGamma = Σ ± open × Γ × S²; " +
    "worst case = Σ strike × open over puts that the protocol wrote; skewPricingRatio as skew-gap",
  unit: "US dollars, in which strikes are counted; vega for a change of the volatility by 1, theta a year; worst case exact",
  edgeCases: [
    "No volatility for an underlying: its positions have no value (NO_DATA), and the sums are of the others, with how many are left out.",
    "Volatilities, best first: given smiles, a given flat one, base volatility × skew of the contract, what trades of the last days state or imply, realised volatility (PARTIAL_COVERAGE).",
    "Written calls owe the underlying itself, at most what is open of it, told apart per asset: they have no bound in dollars.",
    "A series that expired and is not settled has no value, and its worst case counts still.",
    "American options are valued as European: without interest early exercise is worth nothing.",
  ],
  sources: ["metrics.md M-19, M-20", "Black 1976"],
  since: "1.2.0",
};

/** Sums over the positions that can be valued. */
export type BookSums = Pick<
  PositionEstimates,
  "value" | "valueFlat" | "vega" | "theta" | "dollarDelta" | "dollarGamma"
>;

/** The open options of a protocol or a backstop. */
export type OptionBook = BookSums &
  SkewGap & {
    /** By expiry, strike, series and side. */
    readonly positions: readonly BookPosition[];
    readonly valued: number;
    /** OK, PARTIAL_COVERAGE when positions or their smiles are not known in full, NO_DATA when none can be valued. */
    readonly status: MetricStatus;
    readonly reason: string | null;
    /** Σ intrinsic value, signed, exact. */
    readonly intrinsic: Worth;
    /** Most that the written puts can cost, exact. */
    readonly worstCase: Worth;
    /** Premiums of what was opened of the open series, by asset, exact: for what the protocol wrote, and for what it bought. */
    readonly premiumsTaken: readonly TokenAmount[];
    readonly premiumsPaid: readonly TokenAmount[];
    /** Underlying that the written calls can take, by asset, exact. */
    readonly writtenCalls: readonly TokenAmount[];
  };

/**
 * Adds up the open options.
 *
 * @see OPTION_BOOK
 */
export function optionBook(positions: readonly BookPosition[]): OptionBook {
  const sorted = [...positions].sort(compare);
  const valued = positions.filter(({ unit }) => unit !== null);
  const puts = positions.filter(({ option }) => option.side === "SHORT" && option.series.type !== "CALL");
  const calls = positions.filter(({ option }) => option.side === "SHORT" && option.series.type === "CALL");
  return {
    positions: sorted,
    valued: valued.length,
    ...statusOf(positions, valued),
    ...sumsOf(positions, valued),
    ...skewGap(
      valued.flatMap(({ option, unit, premium }) =>
        unit === null || option.side !== "SHORT" || option.series.type !== "PUT"
          ? []
          : [{ ...unit, premium }],
      ),
    ),
    intrinsic: sumWorths(
      positions.map(({ intrinsic }) => intrinsic),
      STRIKE_CURRENCY,
      "positions",
    ),
    worstCase: sumWorths(
      puts.map(({ worstCase }) => worstCase),
      STRIKE_CURRENCY,
      "series of written puts",
    ),
    premiumsTaken: premiumsOf(positions, "SHORT"),
    premiumsPaid: premiumsOf(positions, "LONG"),
    writtenCalls: groupBy(calls, ({ option }) => option.series.underlying).map((group) =>
      sumKnown(
        group.map(({ option }) => option.open),
        group[0]?.option.series.underlying ?? "",
        "known size",
      ),
    ),
  };
}

function premiumsOf(positions: readonly BookPosition[], side: string): TokenAmount[] {
  const openings = positions.flatMap(({ option }) => (option.side === side ? option.openings : []));
  return groupBy(openings, ({ premiumAsset }) => premiumAsset).map((group) =>
    sumKnown(
      group.map(({ premium }) => premium),
      group[0]?.premiumAsset ?? "",
      "known premium",
    ),
  );
}

function statusOf(
  positions: readonly BookPosition[],
  valued: readonly BookPosition[],
): Pick<OptionBook, "status" | "reason"> {
  if (positions.length === 0) return { status: "OK", reason: null };
  const missing = positions.find(({ unit }) => unit === null);
  const left = positions.length - valued.length;
  if (missing !== undefined) {
    const reason = `${left} of ${positions.length} positions cannot be valued; the first: ${missing.reason}`;
    return { status: valued.length === 0 ? missing.status : "PARTIAL_COVERAGE", reason };
  }
  const partial = valued.find(({ status }) => status !== "OK");
  return { status: partial?.status ?? "OK", reason: partial?.reason ?? null };
}

function sumsOf(positions: readonly BookPosition[], valued: readonly BookPosition[]): BookSums {
  const { reason } = statusOf(positions, valued);
  const sum = (name: keyof BookSums): Estimate => {
    const known = valued.flatMap((position) => position[name].value ?? []);
    const parts = { n: known.length, method: `Σ over ${valued.length} of ${positions.length} positions` };
    if (known.length === 0 && positions.length > 0) {
      return missingEstimate("NO_DATA", reason ?? "No position can be valued.", parts);
    }
    return estimated({ ...parts, value: neumaierSum(known), reason });
  };
  return {
    value: sum("value"),
    valueFlat: sum("valueFlat"),
    vega: sum("vega"),
    theta: sum("theta"),
    dollarDelta: sum("dollarDelta"),
    dollarGamma: sum("dollarGamma"),
  };
}

function compare({ option: one }: BookPosition, { option: other }: BookPosition): number {
  const byNumber = (a: bigint | null, b: bigint | null) => Number((a ?? -1n) - (b ?? -1n));
  return (
    byNumber(one.series.expiry, other.series.expiry) ||
    byNumber(one.series.strike, other.series.strike) ||
    (one.series.id < other.series.id ? -1 : Number(one.series.id > other.series.id)) ||
    (one.side < other.side ? -1 : 1)
  );
}
