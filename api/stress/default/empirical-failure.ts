import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { type Estimate, estimated, missingEstimate } from "../../stats/estimate.ts";
import { inverseRegularizedBeta } from "../../stats/inverse-regularized-beta.ts";
import { twoSidedTail } from "../../stats/two-sided-tail.ts";

/** Definition of the empirical failure probability. */
export const EMPIRICAL_FAILURE: MetricDefinition = {
  id: "empirical-failure",
  title: "Empirical failure probability",
  formula:
    "p̂ = x / N: x of N historical h-day vectors of log returns break today's book, L(v) > R(v); " +
    "interval of Clopper and Pearson on x/h of N/h, because vectors of overlapping windows are not independent",
  unit: "a fraction of h-day windows",
  edgeCases: [
    "No vector breaks: 0, and the upper end 1 − (γ/2)^(h/N) says how little that proves.",
    "No vectors: NO_DATA; fewer than one whole window that counts as independent: INSUFFICIENT_DATA.",
    "Days on which any factor has no price give no vector; factors without prices keep theirs.",
    "It is the share of past windows, not a forecast.",
  ],
  sources: ["metrics.md M-13", "Clopper and Pearson, Biometrika 26 (1934)"],
  since: "1.2.0",
};

/** Failures among windows that overlap. */
export type FailureCount = {
  /** x: windows that break the book. */
  readonly failures: number;
  /** N: windows. */
  readonly windows: number;
  /** h: days of a window, each starting a day after the one before. */
  readonly days: number;
};

/**
 * Estimates the share of windows that break a book. The interval counts overlapping windows as N/h independent ones.
 *
 * @param confidence - Two-sided.
 * @example empiricalFailure({ failures: 0, windows: 365, days: 1 }, 0.95).interval // { lower: 0, upper: 0.010055619804412953 }
 */
export function empiricalFailure({ failures, windows, days }: FailureCount, confidence: number): Estimate {
  const effectiveN = windows / days;
  const parts = {
    n: windows,
    effectiveN,
    method: `Clopper-Pearson on ${days}-day windows, N/${days} independent`,
  };
  if (windows === 0) return missingEstimate("NO_DATA", "There is no historical window.", parts);
  if (effectiveN < 1) {
    return missingEstimate("INSUFFICIENT_DATA", "Fewer windows than one counts as independent.", parts);
  }
  const tail = twoSidedTail(confidence);
  const failed = failures / days;
  const survived = (windows - failures) / days;
  const lower = failed === 0 ? 0 : inverseRegularizedBeta({ a: failed, b: survived + 1 }, tail, "lower");
  const upper = survived === 0 ? 1 : inverseRegularizedBeta({ a: failed + 1, b: survived }, tail, "upper");
  return estimated({ value: failures / windows, interval: { lower, upper }, confidence, ...parts });
}
