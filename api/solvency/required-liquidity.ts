import { toDecimal } from "../domain/rational.ts";
import type { Worth } from "../domain/worth.ts";
import { type Estimate, estimated, missingEstimate } from "../stats/estimate.ts";
import { expectedExcess, tailExcess } from "../stats/normal-excess.ts";

/** How much a price may move, and what the positions themselves put up against it. */
export type GapModel = {
  /** A year, a ratio. */
  readonly volatility: Estimate;
  /** Days until a position is closed. */
  readonly horizonDays: number;
  /** α of the expected shortfall, inside (0.5, 1). */
  readonly level: number;
  /** Margin of a position when it is liquidated / its notional, 0 or more. */
  readonly maintenanceMargin: number;
};

/** Losses beyond the positions' own margin, in the unit of the open interest. */
export type GapLosses = {
  /** Expected over the horizon. */
  readonly expectedGapLoss: Estimate;
  /** Expected shortfall over the horizon. */
  readonly requiredLiquidity: Estimate;
};

const YEAR_DAYS = 365;

/**
 * Estimates what a move of the price against one side of a market costs beyond its margin, for normal returns of mean 0.
 *
 * @returns The flaw of the open interest or of the volatility where one is not known.
 */
export function gapLosses(openInterest: Worth, model: GapModel): GapLosses {
  const { volatility, horizonDays, level, maintenanceMargin: threshold } = model;
  const deviationOf = (value: number) => value * Math.sqrt(horizonDays / YEAR_DAYS);
  const expected = (value: number) => expectedExcess({ deviation: deviationOf(value), threshold });
  const tail = (value: number) => tailExcess({ deviation: deviationOf(value), threshold }, level);
  const gap = `normal gap over ${horizonDays} d beyond a margin of ${threshold}; volatility: ${volatility.method}`;
  return {
    expectedGapLoss: lossOn(openInterest, named(volatility, `mean of ${gap}`), expected),
    requiredLiquidity: lossOn(openInterest, named(volatility, `ES ${level} of ${gap}`), tail),
  };
}

/**
 * Adds estimates of several markets as if they all came true at once: no diversification is counted. Ends of intervals
 * are added as well.
 *
 * @returns The first flaw where one is not known; 0 without terms. `n` is the smallest one.
 */
export function sumEstimates(terms: readonly Estimate[], method: string): Estimate {
  const [first] = terms;
  if (first === undefined) return estimated({ value: 0, n: 0, method });
  const flawed = terms.find(({ value }) => value === null);
  if (flawed !== undefined) return named(flawed, method);
  const sum = (part: (term: Estimate) => number | null | undefined) =>
    terms.reduce((total, term) => total + (part(term) ?? 0), 0);
  const isBounded = terms.every(({ interval }) => interval !== null);
  const bounds = { lower: sum((term) => term.interval?.lower), upper: sum((term) => term.interval?.upper) };
  return estimated({
    value: sum((term) => term.value),
    interval: isBounded ? bounds : null,
    confidence: first.confidence,
    n: Math.min(...terms.map(({ n }) => n)),
    method,
  });
}

/** Divides an exact worth by an estimate; the ends of the interval change places. Nothing to divide by is ZERO_DENOMINATOR. */
export function dividedBy(worth: Worth, divisor: Estimate, method: string): Estimate {
  const top = numberOf(worth);
  if (top === null) return unknownWorth(worth, divisor.n, method);
  if (divisor.value === 0) {
    return missingEstimate("ZERO_DENOMINATOR", "No liquidity is required.", { n: divisor.n, method });
  }
  const quotient = mapped(named(divisor, method), (value) => top / value);
  if (quotient.interval === null) return quotient;
  const { lower, upper } = quotient.interval;
  return { ...quotient, interval: { lower: upper, upper: lower } };
}

function lossOn(openInterest: Worth, volatility: Estimate, lossOf: (value: number) => number): Estimate {
  const notional = numberOf(openInterest);
  if (notional === null) return unknownWorth(openInterest, volatility.n, volatility.method);
  return mapped(volatility, (value) => notional * lossOf(value));
}

/** Applies a function to the value and to both ends of the interval; an end that becomes infinite is null. */
function mapped(estimate: Estimate, of: (value: number) => number): Estimate {
  const { value, interval, confidence, n, method } = estimate;
  if (value === null) return estimate;
  const end = (bound: number | null) => (bound === null ? null : of(bound));
  const bounds = interval === null ? null : { lower: end(interval.lower), upper: end(interval.upper) };
  return estimated({ value: of(value), interval: bounds, confidence, n, method });
}

function named(estimate: Estimate, method: string): Estimate {
  return { ...estimate, method };
}

function numberOf({ amount }: Worth): number | null {
  return amount === null ? null : Number(toDecimal(amount));
}

function unknownWorth({ status, reason }: Worth, n: number, method: string): Estimate {
  const flaw = status === "OK" ? "NO_DATA" : status;
  return missingEstimate(flaw, reason ?? "The worth is not known.", { n, method });
}
