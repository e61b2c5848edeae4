import { type Estimate, tooFew } from "../stats/estimate.ts";
import { neweyWestRegression } from "../stats/newey-west-regression.ts";

/** Two series over the same buckets of time; null where one has no value. */
export type PairedSeries = {
  readonly response: readonly (number | null)[];
  readonly regressor: readonly (number | null)[];
  /** Buckets by which the regressor comes earlier, 0 or more. */
  readonly lag: number;
};

const CONFIDENCE = 0.95;
const MINIMUM = 30;
const METHOD = "least squares with an intercept, Newey-West covariance";

/**
 * Estimates the slope of one series on another some buckets earlier, with a Newey-West interval. An association: it says nothing
 * about what causes what. Pairs of which one is missing are left out.
 *
 * @returns Unit of the response per unit of the regressor. INSUFFICIENT_DATA below 30 pairs; ZERO_DENOMINATOR when the regressor never
 *   changes.
 */
export function laggedSlope({ response, regressor, lag }: PairedSeries): Estimate {
  const pairs = response.flatMap((y, t): [number, number][] => {
    const x = regressor[t - lag] ?? null;
    return y === null || x === null ? [] : [[x, y]];
  });
  if (pairs.length < MINIMUM) return tooFew(pairs.length, MINIMUM, METHOD);
  const found = neweyWestRegression({
    response: pairs.map(([, y]) => y),
    regressors: [pairs.map(() => 1), pairs.map(([x]) => x)],
    confidence: CONFIDENCE,
  });
  return found[1] ?? tooFew(0, MINIMUM, METHOD);
}

/** Returns the change of each value from the one before; null where either is missing. */
export function changesOf(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value, t) => {
    const before = values[t - 1] ?? null;
    return value === null || before === null ? null : value - before;
  });
}
