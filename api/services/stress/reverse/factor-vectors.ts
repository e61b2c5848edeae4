import type { StressBook } from "../../../stress/book/stress-book.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import { loadPriceHistory } from "../../samples/load-price-history.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";

/** Which history of prices is read. */
export type VectorRequest = {
  /** Indexes of the factors; one without a full history is left out. */
  readonly factors: readonly number[];
  readonly windowDays: number;
  /** h: days of one vector. */
  readonly days: number;
  readonly maxPriceAge: bigint | null;
};

/** Historical h-day log returns of several factors. */
export type FactorVectors = {
  /** Indexes of the factors that have a history. */
  readonly factors: readonly number[];
  /** One row for each window in which every factor has a price at both ends, oldest first. */
  readonly vectors: readonly (readonly number[])[];
  /** First second of the last day of each window. */
  readonly ends: readonly number[];
};

const DAY = 86_400n;

/** Reads daily closes and makes overlapping h-day vectors of them. Nothing after the view's block is read. */
export async function loadFactorVectors(
  session: LedgerSession,
  series: SeriesPorts,
  { view, book }: { readonly view: View; readonly book: StressBook },
  request: VectorRequest,
): Promise<FactorVectors> {
  const to = view.block.timestamp;
  const from = to - BigInt(request.windowDays) * DAY;
  const assetOf = (factor: number): string => book.factors[factor]?.asset ?? "";
  const scope = { view, protocol: book.protocol, maxPriceAge: request.maxPriceAge };
  const assets = request.factors.map(assetOf);
  const history = await loadPriceHistory(session, series, scope, { assets, bucket: "DAY", from, to });
  const pricesOf = (factor: number) => history.prices.get(assetOf(factor)) ?? [];
  const factors = request.factors.filter((factor) => varies(pricesOf(factor)));
  const starts = factors.length === 0 ? [] : history.from;
  return { factors, ...overlapping(factors.map(pricesOf), starts, request.days) };
}

/** Whether a series has at least two different values. */
function varies(values: readonly (number | null)[]): boolean {
  return new Set(values.filter((value) => value !== null && value > 0)).size > 1;
}

function overlapping(
  columns: readonly (readonly (number | null)[])[],
  from: readonly number[],
  days: number,
) {
  const vectors: number[][] = [];
  const ends: number[] = [];
  for (let day = days; day < from.length; day++) {
    const vector = columns.map((values) => logReturn(values[day - days] ?? null, values[day] ?? null));
    if (!vector.every((value) => value !== null)) continue;
    vectors.push(vector);
    ends.push(from[day] as number);
  }
  return { vectors, ends };
}

function logReturn(before: number | null, after: number | null): number | null {
  return before === null || after === null || before <= 0 || after <= 0 ? null : Math.log(after / before);
}
