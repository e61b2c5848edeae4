import { regularizedGamma } from "./regularized-gamma.ts";

/**
 * Returns P(χ² > statistic), from the upper incomplete gamma function, so that small p-values keep their digits.
 *
 * @param statistic - At least 0.
 * @param degrees - Of freedom, greater than 0.
 * @example chiSquaredTail(3.841458820694124, 1) // 0.05
 */
export function chiSquaredTail(statistic: number, degrees: number): number {
  return regularizedGamma(degrees / 2, statistic / 2).upper;
}
