import type { StressBook } from "../../../stress/book/stress-book.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import { loadSample } from "../../samples/load-sample.ts";
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
  const samples = await Promise.all(
    request.factors.map(async (factor) => {
      const asset = book.factors[factor]?.asset ?? null;
      const sample = await loadSample(session, series, view, {
        ...{ metric: "price", subject: book.protocol, asset, bucket: "DAY", from, to },
        maxPriceAgeSeconds: request.maxPriceAge === null ? null : Number(request.maxPriceAge),
      });
      return { factor, sample };
    }),
  );
  const moving = samples.filter(({ sample }) => varies(sample.values));
  return {
    factors: moving.map(({ factor }) => factor),
    ...overlapping(
      moving.map(({ sample }) => sample.values),
      moving[0]?.sample.from ?? [],
      request.days,
    ),
  };
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
