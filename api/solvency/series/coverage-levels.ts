import { parseDecimal } from "../../domain/decimal-string.ts";
import { scaled } from "../../domain/rational.ts";
import { knownWorth, missingWorth, type Worth } from "../../domain/worth.ts";
import type { Book } from "../book.ts";
import { COVERAGE, coverage } from "../coverage.ts";
import type { Exposure, ExposureMeasure } from "../exposure.ts";
import { exposureAtDefault } from "../exposure-at-default.ts";
import { NO_OBLIGATIONS } from "../obligations.ts";
import { openInterest } from "../open-interest.ts";
import type { LevelMetric, SeriesParams } from "./series-metric.ts";

const UNIT = "resources / exposure";

/** Resources of a protocol against the open interest of its perpetual markets. */
export const OPEN_INTEREST_COVERAGE_SERIES: LevelMetric = coverageSeries(
  { id: "coverage-open-interest", measure: "OPEN_INTEREST" },
  openInterest,
);

/** Resources of a protocol against what the owners of its positions owe. */
export const DEBT_COVERAGE_SERIES: LevelMetric = coverageSeries(
  { id: "coverage-debt", measure: "EXPOSURE_AT_DEFAULT" },
  (book) => exposureAtDefault(book, NO_OBLIGATIONS),
);

function coverageSeries(
  { id, measure }: { readonly id: string; readonly measure: ExposureMeasure },
  exposuresOf: (book: Book) => readonly Exposure[],
): LevelMetric {
  return {
    kind: "LEVEL",
    definition: {
      ...COVERAGE,
      id,
      title: `${COVERAGE.title}: ${measure}`,
      formula: `the ratio of metric coverage, measure ${measure}, rounded half-even to 18 decimals`,
      unit: UNIT,
      edgeCases: [
        ...COVERAGE.edgeCases,
        "Exposure is taken from positions. A market of which the ledger holds only sums is NO_DATA, because the past of those sums is no fact.",
      ],
    },
    subjects: ["PROTOCOL"],
    asset: "NONE",
    parts: () => ["flows", "statuses", "positions", "prices"],
    priced: (end) => [...end.assets.keys()],
    unit: () => UNIT,
    read: (book, _, params) => readRatio(book, { measure, exposures: exposuresOf(book) }, params),
  };
}

function readRatio(
  book: Book,
  { measure, exposures }: { readonly measure: ExposureMeasure; readonly exposures: readonly Exposure[] },
  { maxPriceAge }: SeriesParams,
): Worth {
  const { ratio } = coverage({ book, measure, holdings: book.holdings, exposures, maxPriceAge });
  const { value, status, reason } = ratio;
  if (value === null) return missingWorth(UNIT, status, reason ?? "There is no ratio.");
  const { raw, decimals } = parseDecimal(value);
  return { ...knownWorth(scaled(raw, decimals), UNIT), status, reason };
}
