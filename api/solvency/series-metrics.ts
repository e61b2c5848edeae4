import { BALANCE_SERIES, RESOURCES_SERIES, USABLE_SERIES } from "./series/capital-levels.ts";
import { DEBT_COVERAGE_SERIES, OPEN_INTEREST_COVERAGE_SERIES } from "./series/coverage-levels.ts";
import {
  COLLATERAL_SERIES,
  DEBT_SERIES,
  LONG_OPEN_INTEREST_SERIES,
  OPEN_BAD_DEBT_SERIES,
  POSITIONS_SERIES,
  SHORT_OPEN_INTEREST_SERIES,
} from "./series/exposure-levels.ts";
import { FLOW_METRICS } from "./series/flows.ts";
import { PRICE_SERIES } from "./series/price-level.ts";
import type { SeriesMetric } from "./series/series-metric.ts";

/** Every metric of which a time series can be asked for, by id. */
export const SERIES_METRICS: readonly SeriesMetric[] = [
  BALANCE_SERIES,
  COLLATERAL_SERIES,
  DEBT_COVERAGE_SERIES,
  DEBT_SERIES,
  LONG_OPEN_INTEREST_SERIES,
  OPEN_BAD_DEBT_SERIES,
  OPEN_INTEREST_COVERAGE_SERIES,
  POSITIONS_SERIES,
  PRICE_SERIES,
  RESOURCES_SERIES,
  SHORT_OPEN_INTEREST_SERIES,
  USABLE_SERIES,
  ...FLOW_METRICS,
].sort((a, b) => (a.definition.id < b.definition.id ? -1 : 1));
